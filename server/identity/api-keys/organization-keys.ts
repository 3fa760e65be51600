import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden, invalid, notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { assertMayGrant } from '#server/organizations/role-guard.ts'
import { OWNER_ONLY_PERMISSIONS, type Permission } from '#shared/permissions.ts'
import {
  findServiceKeyOf,
  insertServiceKey,
  listServiceKeysOf,
  revokeServiceKeyOf,
} from './api-key-queries.ts'
import { makeKey } from './make-key.ts'
import { endOf, presentServiceKey, type ServiceKey } from './present-key.ts'

/** The organization's keys, expired ones included. */
export const listServiceKeys = async (ctx: OrganizationContext): Promise<{ data: ServiceKey[] }> => {
  authorize(ctx, 'api_keys.view')
  const rows = await listServiceKeysOf(ctx.tx, ctx.organization.id)
  return { data: rows.map((row) => presentServiceKey(row, ctx)) }
}

const refuseOwnerOnly = (scopes: readonly Permission[]): void => {
  const refused = scopes.filter((scope) => OWNER_ONLY_PERMISSIONS.has(scope))
  if (refused.length > 0) throw invalid('scopes', `${refused.join(', ')} is for owners in person`)
}

/**
 * Makes a key that belongs to the organization, one level below its maker and within the maker's permissions; it stays
 * when the maker goes. The secret is answered this once.
 * @throws 403 `permissions_beyond_yours`
 */
export const createServiceKey = async (
  ctx: OrganizationContext,
  input: { name: string; expires_in_days: number | null; scopes: Permission[] },
): Promise<ServiceKey & { secret: string }> => {
  authorize(ctx, 'api_keys.create')
  await lockOrganization(ctx)
  authorize(ctx, 'api_keys.create')
  refuseOwnerOnly(input.scopes)
  const level = ctx.standing.level - 1
  const scopes = [...new Set(input.scopes)]
  assertMayGrant(ctx, { level, permissions: new Set(scopes) })
  if (level < 0) throw forbidden('role_not_below_yours', 'There is no level below yours for a key.')
  const { secret, hash, prefix } = makeKey('service')
  const row = {
    id: newId('skey'),
    name: input.name,
    prefix,
    scopes,
    level,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    created_at: ctx.now,
    expires_at: endOf(ctx.now, input.expires_in_days),
    last_used_at: null,
  }
  await insertServiceKey(ctx.tx, ctx.organization.id, { ...row, token_hash: hash })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'api_key.created',
    targets: [{ type: 'api_key', id: row.id, name: row.name }],
    changes: { scopes: { before: null, after: scopes } },
  })
  return { ...presentServiceKey({ ...row, created_by_name: ctx.actor.name }, ctx), secret }
}

/** Revokes a key of the organization at once. @throws 404 */
export const revokeServiceKey = async (ctx: OrganizationContext, input: { keyId: string }): Promise<void> => {
  authorize(ctx, 'api_keys.revoke')
  await lockOrganization(ctx)
  authorize(ctx, 'api_keys.revoke')
  const row = await findServiceKeyOf(ctx.tx, ctx.organization.id, input.keyId)
  if (row === undefined) throw notFound('API key')
  await revokeServiceKeyOf(ctx.tx, ctx.organization.id, row.id, ctx.now)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'api_key.revoked',
    targets: [{ type: 'api_key', id: row.id, name: row.name }],
  })
}
