import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import type { updateOrganization as contract, OrganizationSettings } from '#shared/contract/organizations.ts'
import type { RouteInput, RouteResponse } from '#shared/contract/route.ts'
import { refuseReservedSlug, slugTaken } from './create-organization.ts'
import { settingsOf, showOrganization } from './get-organization.ts'
import { lockOrganization } from './lock-organization.ts'
import { updateOrganizationRow } from './organization-queries.ts'

type Input = RouteInput<typeof contract>['body']
type Changes = Record<string, { before: unknown; after: unknown }>

const authorizeUpdate = (ctx: OrganizationContext, input: Input): void => {
  if (input.settings !== undefined) authorize(ctx, 'settings.update')
  if (input.settings === undefined || input.name !== undefined || input.slug !== undefined) {
    authorize(ctx, 'organization.update')
  }
}

/** The fields that differ, before and after; those left out stay as they are. */
const differences = (before: Record<string, unknown>, given: Record<string, unknown>): Changes =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([field, value]) => value !== undefined && value !== before[field])
      .map(([field, value]) => [field, { before: before[field], after: value }]),
  )

const afterOf = (changes: Changes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes).map(([field, { after }]) => [field, after]))

const record = (
  ctx: OrganizationContext,
  action: 'org.updated' | 'org.settings_updated',
  changes: Changes,
): void => {
  if (Object.keys(changes).length === 0) return
  const { id, name } = ctx.organization
  recordAudit(ctx, { organizationId: id, action, targets: [{ type: 'organization', id, name }], changes })
}

const write = async (
  ctx: OrganizationContext,
  named: Changes,
  settings: OrganizationSettings | undefined,
) => {
  try {
    await updateOrganizationRow(
      ctx.tx,
      ctx.organization.id,
      { ...afterOf(named), ...(settings === undefined ? {} : { settings }) },
      ctx.now,
    )
  } catch (error) {
    if (brokenConstraint(error) === 'organizations_slug_key') throw slugTaken(String(named['slug']?.after))
    throw error
  }
}

/**
 * Changes name, slug or settings; what is left out stays. Personal workspaces too.
 * @throws 403 naming `organization.update` or `settings.update`, 409 `slug_taken`, 400 reserved slug.
 */
export const updateOrganization = async (
  ctx: OrganizationContext,
  input: Input,
): Promise<RouteResponse<typeof contract>> => {
  authorizeUpdate(ctx, input)
  if (input.slug !== undefined && input.slug !== ctx.organization.slug) refuseReservedSlug(input.slug)
  await lockOrganization(ctx)
  authorizeUpdate(ctx, input)
  const { name, slug } = ctx.organization
  const settings = settingsOf(ctx.organization.settings)
  const named = differences({ name, slug }, { name: input.name, slug: input.slug })
  const set = differences(settings, input.settings ?? {})
  if (Object.keys({ ...named, ...set }).length > 0) {
    const isSet = Object.keys(set).length > 0
    await write(ctx, named, isSet ? { ...settings, ...afterOf(set) } : undefined)
    record(ctx, 'org.updated', named)
    record(ctx, 'org.settings_updated', set)
  }
  return showOrganization(ctx)
}
