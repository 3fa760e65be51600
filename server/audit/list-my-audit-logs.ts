import type { AccountContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { findPersonalWorkspace } from '#server/organizations/create-personal-workspace.ts'
import { type AuditFilterInput, parseAuditFilters } from './audit-filters.ts'
import { type PageInput, sliceOf, totalOf } from './list-audit-logs.ts'
import { presentAuditEntry } from './present-audit-entry.ts'
import {
  countOwnEntries,
  listOwnEntries,
  type PersonalRow,
  type PersonalScope,
} from './read-audit-queries.ts'

/** Sets row-level security to the person and their personal workspace. */
export const enterPersonalScope = async (ctx: AccountContext): Promise<PersonalScope> => {
  const userId = ctx.actor.id
  await setTenancy(ctx.tx, { user_id: userId })
  const workspaceId = (await findPersonalWorkspace(ctx, userId)) ?? ''
  await setTenancy(ctx.tx, { organization_id: workspaceId, user_id: userId })
  return { userId, workspaceId }
}

/** An entry of a person's own log: with the organization it belongs to, or null for the person's own workspace. */
export const presentOwnEntry = (row: PersonalRow, workspaceId: string) => ({
  ...presentAuditEntry(row),
  organization:
    row.organization_id === workspaceId ? null : { id: row.organization_id, name: row.organization_name },
})

/**
 * One page of the person's own log, newest first: what happened to the account, and what the person did
 * in organizations of which they still are a member. Needs no plan.
 */
export const listMyAuditLogs = async (ctx: AccountContext, input: AuditFilterInput & PageInput) => {
  const scope = await enterPersonalScope(ctx)
  const filters = parseAuditFilters(input)
  const slice = sliceOf(input)
  const rows = await listOwnEntries(ctx.tx, scope, filters, slice)
  const total = await totalOf(slice, rows.length, () => countOwnEntries(ctx.tx, scope, filters))
  const data = rows.map((row) => presentOwnEntry(row, scope.workspaceId))
  return { data, page: input.page, limit: input.limit, total }
}
