import {
  type AuthorizedOrganizationId,
  type Context,
  mintAuthorizedOrganizationId,
  type OrganizationContext,
  type OrganizationInfo,
  type Standing,
} from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import { forbidden, notFound } from '#server/kernel/errors.ts'
import { type FoundStanding, readStanding } from './read-standing.ts'
import { type OrganizationRow, readOrganization, updateLastActive } from './standing-queries.ts'

const ACTIVITY_STEP_MS = 5 * 60 * 1000

/** An organization's row as contexts carry it. */
export const toOrganizationInfo = (id: AuthorizedOrganizationId, row: OrganizationRow): OrganizationInfo => ({
  id,
  name: row.name,
  slug: row.slug,
  kind: row.kind,
  plan: row.plan,
  settings: row.settings,
})

/** @throws 403 `organization_suspended`. */
export const refuseSuspended = (row: OrganizationRow): void => {
  if (row.is_suspended)
    throw forbidden(
      'organization_suspended',
      'This organization is suspended. Ask whoever operates this server.',
    )
}

/** In a transaction of its own after this one: a lock on the member's row here could deadlock with a role change. */
const noteActivity = (ctx: Context, id: AuthorizedOrganizationId, found: FoundStanding): void => {
  const { memberId } = found.standing
  const unlessAfter = new Date(ctx.now.getTime() - ACTIVITY_STEP_MS)
  if (memberId === null || (found.lastActiveAt !== null && found.lastActiveAt >= unlessAfter)) return
  ctx.afterCommit.push(() =>
    inTransaction(ctx.runtime.database, async (tx) => {
      await setTenancy(tx, { organization_id: id })
      await updateLastActive(tx, id, memberId, ctx.now, unlessAfter)
    }),
  )
}

/**
 * Lets the actor into an organization: from here on the transaction sees this organization's rows alone.
 * @throws 404 for non-members, removed members, foreign keys and deleted organizations;
 * 403 `organization_suspended`; 403 `permission_denied` for a personal key without `api_keys.use`.
 */
export const enterOrganization = async (ctx: Context, orgId: string): Promise<OrganizationContext> => {
  await setTenancy(ctx.tx, { organization_id: orgId, user_id: '' })
  const found = await readStanding(ctx, orgId)
  if (found === undefined) throw notFound('organization')
  refuseSuspended(found.row)
  const id = mintAuthorizedOrganizationId(orgId)
  noteActivity(ctx, id, found)
  return { ...ctx, organization: toOrganizationInfo(id, found.row), standing: found.standing }
}

/**
 * For those who may be there without being a member: operators, upkeep, the holder of an invitation's token, a founder.
 * The caller has made sure of that; `standing` says what they may do.
 * @throws 404 where there is no such organization, or a deleted one unless `evenDeleted`; 403 `organization_suspended`.
 */
export const openOrganization = async (
  ctx: Context,
  orgId: string,
  standing: Standing,
  { evenDeleted = false, evenSuspended = false }: { evenDeleted?: boolean; evenSuspended?: boolean } = {},
): Promise<OrganizationContext> => {
  await setTenancy(ctx.tx, { organization_id: orgId, user_id: '' })
  const row = await readOrganization(ctx.tx, orgId)
  if (row === undefined || (row.is_deleted && !evenDeleted)) throw notFound('organization')
  if (!evenSuspended) refuseSuspended(row)
  return { ...ctx, organization: toOrganizationInfo(mintAuthorizedOrganizationId(orgId), row), standing }
}
