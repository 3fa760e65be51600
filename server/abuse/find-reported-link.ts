import { DEFAULT_HOST, slugKeyOf } from '#server/addresses/slug-key.ts'
import { findDomainByHost } from '#server/domains/find-domain-by-host.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findReportedLink } from './abuse-queries.ts'

/** The path as a slug: without the slashes around it, and without the `+` that only shows where a link leads. */
const slugOf = (url: URL): string | null => {
  try {
    return decodeURIComponent(url.pathname)
      .replace(/^\/+|\/+$/g, '')
      .replace(/\+$/, '')
  } catch {
    return null
  }
}

/** How `addresses` names the host of a URL; null where it is none of ours. */
const hostOf = async (runtime: Runtime, url: URL): Promise<string | null> => {
  if (url.hostname === new URL(runtime.config.publicUrl).hostname) return DEFAULT_HOST
  return (await findDomainByHost(runtime, url.hostname))?.id ?? null
}

/** The link that answers at a URL, or null. */
export const findLinkAt = async (
  runtime: Runtime,
  url: URL,
): Promise<{ organizationId: string; linkId: string } | null> => {
  const slug = slugOf(url)
  const host = await hostOf(runtime, url)
  if (slug === null || slug === '' || host === null) return null
  const found = await inTransaction(runtime.database, (tx) => findReportedLink(tx, host, slugKeyOf(slug)))
  return found === undefined ? null : { organizationId: found.organization_id, linkId: found.target_id }
}
