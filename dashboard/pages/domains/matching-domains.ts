import type { Domain } from './use-domain-acts.ts'

/** The domains whose name holds a text, sorted as the list asks: `hostname`, `-link_count`. */
export function matchingDomains(
  domains: readonly Domain[],
  { search, sort }: { search: string; sort: string },
): Domain[] {
  const wanted = search.trim().toLowerCase()
  const matching = domains.filter(({ hostname, display_name: name }) =>
    `${hostname} ${name}`.toLowerCase().includes(wanted),
  )
  const sign = sort.startsWith('-') ? -1 : 1
  return matching.sort((one, other) =>
    sort.endsWith('link_count')
      ? sign * (one.link_count - other.link_count)
      : sign * one.display_name.localeCompare(other.display_name),
  )
}
