import type { Context, OrganizationContext } from '#server/kernel/context.ts'
import { addressCacheOf, addressKeyOf } from './address-cache.ts'

/** Forgets what addresses answered once this transaction has committed, on this node and before the answer is sent. */
export const forgetAddresses = (
  ctx: Context,
  addresses: readonly { host: string; slug_key: string }[],
): void => {
  ctx.afterCommit.push(() => {
    const { addresses: remembered } = addressCacheOf(ctx.runtime)
    for (const { host, slug_key } of addresses) remembered.forget(addressKeyOf(host, slug_key))
  })
}

/** The same for a hostname: whose it is, and whether it is proved. */
export const forgetHost = (ctx: Context, hostname: string): void => {
  ctx.afterCommit.push(() => addressCacheOf(ctx.runtime).hosts.forget(hostname))
}

/** The same for everything of an organization: its suspension, plan, settings or apps changed. */
export const forgetOrganization = (ctx: OrganizationContext): void => {
  ctx.afterCommit.push(() => addressCacheOf(ctx.runtime).forgetOrganization(ctx.organization.id))
}
