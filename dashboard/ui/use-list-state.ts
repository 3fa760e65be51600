import { useNavigate, useSearch } from '@tanstack/react-router'

/** A list's search, filters, sort and page, kept in the address: a reload and a shared link show the same. */
export interface ListState<Names extends string> {
  /** Each value, or its default where the address says nothing. */
  values: Record<Names, string>
  page: number
  /** Changes some values; anything but the page alone goes back to page 1. */
  set: (changes: Partial<Record<Names | 'page', string>>) => void
  /** True when a value differs from its default. */
  isFiltered: boolean
  /** Back to the defaults. */
  clear: () => void
}

/**
 * The state of a list, by name with its defaults: `useListState({ search: '', status: 'all', sort: '-created_at' })`.
 * Two lists on one page take different names.
 */
export function useListState<Names extends string>(defaults: Record<Names, string>): ListState<Names> {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const names = Object.keys(defaults) as Names[]
  const values = Object.fromEntries(names.map((name) => [name, search[name] ?? defaults[name]])) as Record<
    Names,
    string
  >

  const set: ListState<Names>['set'] = (changes) => {
    const next: Record<string, string | undefined> = { page: undefined, ...changes }
    for (const name of names) if (next[name] === defaults[name]) next[name] = undefined
    if (next.page === '1') next.page = undefined
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => ({ ...old, ...next }),
      replace: true,
      resetScroll: false,
    })
  }
  const page = Number.parseInt(search.page ?? '1', 10)
  return {
    values,
    page: page >= 1 ? page : 1,
    set,
    isFiltered: names.some((name) => name !== 'sort' && values[name] !== defaults[name]),
    clear: () => set(defaults as Parameters<typeof set>[0]),
  }
}
