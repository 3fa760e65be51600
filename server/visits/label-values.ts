import { listHostnames } from '#server/domains/find-usable-domain.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { findLinkTargets } from '#server/short-links/find-links.ts'
import type { Dimension } from '#shared/contract/analytics.ts'
import { listNames } from './label-queries.ts'

interface Valued {
  dimension: Dimension
  value: string
}

/** What an empty value is called; where nothing stands here, it is unknown. */
const EMPTY: Partial<Record<Dimension, string>> = {
  project: 'No project',
  tag: 'No tag',
  referrer: 'Direct',
  utm_source: 'None',
  utm_medium: 'None',
  utm_campaign: 'None',
  utm_term: 'None',
  utm_content: 'None',
  rule: 'No rule',
}

const GONE: Partial<Record<Dimension, string>> = {
  link: 'Deleted link',
  domain: 'Deleted domain',
  project: 'Deleted project',
  tag: 'Deleted tag',
  rule: 'Deleted rule',
}

const TRIGGERS: Record<string, string> = { link: 'Link', qr: 'QR code' }

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '')

type Names = ReadonlyMap<string, string>

const readNames = async (ctx: OrganizationContext, rows: readonly Valued[]): Promise<Names> => {
  const ids = (dimension: Dimension): string[] => [
    ...new Set(rows.flatMap((row) => (row.dimension === dimension && row.value !== '' ? [row.value] : []))),
  ]
  const names = new Map<string, string>()
  const wanted = { projects: ids('project'), tags: ids('tag'), rules: ids('rule') }
  if (Object.values(wanted).some((list) => list.length > 0)) {
    for (const [id, name] of await listNames(ctx.tx, ctx.organization.id, wanted)) names.set(id, name)
  }
  const links = ids('link')
  if (links.length > 0) {
    for (const { id, short_url } of (await findLinkTargets(ctx, links)).values())
      names.set(id, withoutScheme(short_url))
  }
  for (const [id, hostname] of await listHostnames(ctx, ids('domain'))) names.set(id, hostname)
  return names
}

const labelOf = (ctx: OrganizationContext, { dimension, value }: Valued, names: Names): string => {
  if (dimension === 'trigger') return TRIGGERS[value] ?? value
  if (value === '') {
    if (dimension === 'domain') return new URL(ctx.runtime.config.publicUrl).host
    return EMPTY[dimension] ?? 'Unknown'
  }
  const gone = GONE[dimension]
  if (gone === undefined) return value
  const name = names.get(value)
  return name === undefined || name === '' ? gone : name
}

/** What values are called: a link's short address, names of projects, tags and rules; most are called what they are. */
export const labelValues = async <R extends Valued>(
  ctx: OrganizationContext,
  rows: readonly R[],
): Promise<(R & { label: string })[]> => {
  const names = await readNames(ctx, rows)
  return rows.map((row) => ({ ...row, label: labelOf(ctx, row, names) }))
}
