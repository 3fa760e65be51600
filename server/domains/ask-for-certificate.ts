import type { Context } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { findServedDomainWithin } from './hostname-queries.ts'
import { canonicalHostname } from './normalize-hostname.ts'

/**
 * Whether a TLS proxy may have a certificate for a hostname: the instance's own, and those that are proved, whether or
 * not their organization is suspended (its visitors meet a page that says so). @throws 404 for all others.
 */
export const askForCertificate = async (ctx: Context, asked: string): Promise<{ domain: string }> => {
  const hostname = canonicalHostname(asked)
  if (hostname === null) throw notFound('domain')
  if (hostname === new URL(ctx.runtime.config.publicUrl).hostname) return { domain: hostname }
  const served = await findServedDomainWithin(ctx.tx, hostname)
  if (served === undefined || served.is_deleted) throw notFound('domain')
  return { domain: hostname }
}
