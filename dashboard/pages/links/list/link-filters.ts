import type { listLinks } from '#shared/contract/links.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { type ListState, useListState } from '../../../ui/use-list-state.ts'

export type LinkQuery = NonNullable<RouteRequest<typeof listLinks>['query']>

/** Named as the API names them. */
const DEFAULTS = {
  search: '',
  status: '',
  domain_id: '',
  project_id: '',
  tag_ids: '',
  created_by: '',
  archived: 'no',
  sort: '-created_at',
  limit: '50',
}
type FilterName = keyof typeof DEFAULTS

/** What a page of the list may hold. */
export const PAGE_SIZES = ['50', '100', '200']

// What narrows the list, the search aside.
const FILTERS = ['status', 'domain_id', 'project_id', 'tag_ids', 'created_by', 'archived'] as const

export interface LinkFilters {
  list: ListState<FilterName>
  /** As the API takes them, without the page. */
  query: LinkQuery
  limit: number
  /** How many filters are set. */
  count: number
  sort: (next: string) => void
}

// People ask for the most clicked and the newest first, and for names from A.
const BACKWARDS_FIRST = new Set(['clicks', 'created_at'])

/** The sort that a click on a column's header leads to. */
export function nextSort(current: string, next: string): string {
  const key = next.replace(/^-/, '')
  const isOther = current.replace(/^-/, '') !== key
  return isOther && BACKWARDS_FIRST.has(key) ? `-${key}` : next
}

/** The filters, sort and page of the list of links, kept in the address. */
export function useLinkFilters(): LinkFilters {
  const list = useListState<FilterName>(DEFAULTS)
  const given = (['search', ...FILTERS] as const)
    .map((name) => [name, list.values[name]] as const)
    .filter(([, value]) => value !== '')
  const limit = PAGE_SIZES.includes(list.values.limit) ? Number(list.values.limit) : 50
  return {
    list,
    query: { ...Object.fromEntries(given), sort: list.values.sort } as LinkQuery,
    limit,
    count: FILTERS.filter((name) => list.values[name] !== DEFAULTS[name]).length,
    sort: (next) => list.set({ sort: nextSort(list.values.sort, next) }),
  }
}
