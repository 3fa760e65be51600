import type { AccountContext } from '#server/kernel/context.ts'
import { conflict, forbidden, notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Permission } from '#shared/permissions.ts'
import { recordAccountAudit } from '../record-account-audit.ts'
import { refuseScopedKey } from '../require-session.ts'
import {
  countPersonalKeys,
  insertPersonalKey,
  listPersonalKeysOf,
  revokePersonalKeyOf,
} from './api-key-queries.ts'
import { makeKey } from './make-key.ts'
import { endOf, type PersonalKey, presentPersonalKey } from './present-key.ts'

const MAX_KEYS = 100

/** The person's keys, expired ones included. */
export const listPersonalKeys = async (ctx: AccountContext): Promise<{ data: PersonalKey[] }> => ({
  data: (await listPersonalKeysOf(ctx.tx, ctx.actor.id)).map((row) => presentPersonalKey(row, ctx.now)),
})

/** A key can't make one that may more than itself. */
const assertWithinOwnScopes = (ctx: AccountContext, scopes: readonly Permission[] | null): void => {
  const own = ctx.actor.scopes
  if (own === null) return
  const beyond = scopes?.filter((scope) => !own.has(scope)) ?? ['every permission']
  if (beyond.length === 0) return
  throw forbidden('scopes_beyond_yours', `The key that you use does not hold ${beyond.join(', ')}.`, {
    permissions: beyond,
  })
}

/**
 * Makes a key that acts as the person within its scopes; the secret is answered this once.
 * @throws 403 `scopes_beyond_yours` for a key made by a narrower key; 409 `too_many_keys` at a hundred
 */
export const createPersonalKey = async (
  ctx: AccountContext,
  input: { name: string; expires_in_days: number | null; scopes: Permission[] | null },
): Promise<PersonalKey & { secret: string }> => {
  assertWithinOwnScopes(ctx, input.scopes)
  if ((await countPersonalKeys(ctx.tx, ctx.actor.id)) >= MAX_KEYS)
    throw conflict('too_many_keys', `A person may have ${MAX_KEYS} keys; revoke one first.`)
  const { secret, hash, prefix } = makeKey('personal')
  const row = {
    id: newId('key'),
    name: input.name,
    prefix,
    scopes: input.scopes === null ? null : [...new Set(input.scopes)],
    created_at: ctx.now,
    expires_at: endOf(ctx.now, input.expires_in_days),
    last_used_at: null,
  }
  await insertPersonalKey(ctx.tx, { ...row, user_id: ctx.actor.id, token_hash: hash })
  await recordAccountAudit(ctx, ctx.actor, 'api_key.created', {
    targets: [{ type: 'api_key', id: row.id, name: row.name }],
    changes: { scopes: { before: null, after: row.scopes ?? 'all' } },
  })
  return { ...presentPersonalKey(row, ctx.now), secret }
}

/** Revokes a key of the person at once; a key with scopes may revoke only itself. @throws 404, 403 */
export const revokePersonalKey = async (ctx: AccountContext, input: { keyId: string }): Promise<void> => {
  if (ctx.actor.via?.id !== input.keyId) refuseScopedKey(ctx)
  const row = await revokePersonalKeyOf(ctx.tx, ctx.actor.id, input.keyId, ctx.now)
  if (row === undefined) throw notFound('API key')
  await recordAccountAudit(ctx, ctx.actor, 'api_key.revoked', {
    targets: [{ type: 'api_key', id: row.id, name: row.name }],
  })
}
