import type { AccountContext } from '#server/kernel/context.ts'
import { updateAccount } from './account-queries.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { refuseScopedKey } from './require-session.ts'

/** Changes the person's name or picture. @throws 403 for a key with scopes */
export const updateProfile = async (
  ctx: AccountContext,
  input: { name?: string | undefined; image?: string | null | undefined },
): Promise<void> => {
  refuseScopedKey(ctx)
  const before = { name: ctx.actor.name, image: ctx.actor.image }
  const { name = before.name, image = before.image } = input
  if (name === before.name && image === before.image) return
  await updateAccount(ctx.tx, ctx.actor.id, { name, image }, ctx.now)
  await recordAccountAudit(ctx, ctx.actor, 'account.profile_updated', {
    changes: {
      name: { before: before.name, after: name },
      image: { before: before.image, after: image },
    },
  })
}
