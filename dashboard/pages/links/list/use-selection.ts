import { useCallback, useMemo, useState } from 'react'
import { toggleRow } from './toggle-row.ts'

export interface Selection {
  ids: ReadonlySet<string>
  /** Ticks or unticks a row; with shift every row since the last one. */
  toggle: (id: string, isRange: boolean) => void
  /** Ticks or unticks every row of the page. */
  setPage: (isSelected: boolean) => void
  set: (ids: readonly string[]) => void
  clear: () => void
  /** How many rows of the page are ticked. */
  onPage: number
}

/** The rows that are ticked. They stay ticked while pages are turned, and are forgotten when `scope` changes. */
export function useSelection(order: readonly string[], scope: string): Selection {
  const [kept, setKept] = useState<{ scope: string; ids: ReadonlySet<string>; anchor: string | null }>({
    scope,
    ids: new Set(),
    anchor: null,
  })
  const current = useMemo(
    () => (kept.scope === scope ? kept : { scope, ids: new Set<string>(), anchor: null }),
    [kept, scope],
  )
  const { ids } = current
  const set = useCallback(
    (next: readonly string[]) => setKept({ scope, ids: new Set(next), anchor: null }),
    [scope],
  )
  return {
    ids,
    toggle: (id, isRange) =>
      setKept({ scope, ids: toggleRow(ids, { order, id, anchor: current.anchor, isRange }), anchor: id }),
    setPage: (isSelected) =>
      set(isSelected ? [...new Set([...ids, ...order])] : [...ids].filter((id) => !order.includes(id))),
    set,
    clear: useCallback(() => set([]), [set]),
    onPage: order.filter((id) => ids.has(id)).length,
  }
}
