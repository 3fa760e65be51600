import type { Context, Standing } from '#server/kernel/context.ts'
import { permissionDenied } from '#server/kernel/errors.ts'
import { permissionsOf, withinScopes } from './permission-sets.ts'
import { type OrganizationRow, readMembership, readServiceKey } from './standing-queries.ts'

export interface FoundStanding {
  row: OrganizationRow
  standing: Standing
  lastActiveAt: Date | null
}

const readMemberStanding = async (
  ctx: Context,
  organizationId: string,
  userId: string,
): Promise<FoundStanding | undefined> => {
  const row = await readMembership(ctx.tx, organizationId, userId)
  if (row === undefined) return undefined
  const held = permissionsOf(row)
  if (ctx.actor.via?.kind === 'api_key' && !held.has('api_keys.use')) throw permissionDenied('api_keys.use')
  const standing = {
    memberId: row.member_id,
    roleId: row.role_id,
    roleKey: row.key,
    roleName: row.role_name,
    level: row.level,
    permissions: withinScopes(held, ctx.actor.scopes),
  }
  return { row, standing, lastActiveAt: row.last_active_at }
}

const readKeyStanding = async (
  ctx: Context,
  organizationId: string,
  keyId: string,
): Promise<FoundStanding | undefined> => {
  const row = await readServiceKey(ctx.tx, organizationId, keyId, ctx.now)
  if (row === undefined) return undefined
  const standing = {
    memberId: null,
    roleId: null,
    roleKey: 'service_key',
    roleName: row.key_name,
    level: row.level,
    permissions: permissionsOf({ key: 'service_key', is_system: false, permissions: row.scopes }),
  }
  return { row, standing, lastActiveAt: ctx.now }
}

/**
 * What the actor may do in an organization, read afresh; undefined for whoever does not belong to it.
 * @throws 403 `permission_denied` for a personal key of someone who may not use the API there.
 */
export const readStanding = async (
  ctx: Context,
  organizationId: string,
): Promise<FoundStanding | undefined> => {
  const { kind, id } = ctx.actor
  if (id === null) return undefined
  if (kind === 'person') return readMemberStanding(ctx, organizationId, id)
  if (kind === 'service_key') return readKeyStanding(ctx, organizationId, id)
  return undefined
}
