import { authorize, can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import {
  type getOrganization as contract,
  type OrganizationSettings,
  organizationSettings,
  type getOrganizationSettings as settingsContract,
} from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { readDetails } from './organization-queries.ts'
import { isOwner } from './role-guard.ts'

/** The settings with a value for each, whatever is stored. */
export const settingsOf = (stored: Record<string, unknown>): OrganizationSettings =>
  organizationSettings.parse(stored)

/** An organization as seed 002 prints it, without a check of permissions. */
export const showOrganization = async (ctx: OrganizationContext): Promise<RouteResponse<typeof contract>> => {
  const row = await readDetails(ctx.tx, ctx.organization.id)
  if (row === undefined) throw notFound('organization')
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    owner_id: row.owner_id,
    subscription_tier: row.plan,
    subscription_status: 'active',
    member_count: row.member_count,
    link_count: row.link_count,
    project_count: row.project_count,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** An organization as seed 002 prints it. */
export const getOrganization = async (ctx: OrganizationContext): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'organization.view')
  return showOrganization(ctx)
}

/** Settings, and what the actor may change of the organization. */
export const getOrganizationSettings = async (
  ctx: OrganizationContext,
): Promise<RouteResponse<typeof settingsContract>> => {
  authorize(ctx, 'settings.view')
  const { name, slug, kind, settings } = ctx.organization
  const isShared = kind === 'organization'
  return {
    name,
    slug,
    kind,
    settings: settingsOf(settings),
    can: {
      update: can(ctx, 'organization.update'),
      update_settings: can(ctx, 'settings.update'),
      delete: isShared && ctx.standing.roleKey === 'owner' && can(ctx, 'organization.delete'),
      transfer: isShared && isOwner(ctx),
      leave: isShared && ctx.standing.memberId !== null,
    },
  }
}
