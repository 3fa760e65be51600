/** The ids between two of a list, both included, in either direction; nothing when one is missing. */
function idsBetween(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a === -1 || b === -1 ? [] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

interface Toggle {
  /** The rows in sight, in their order. */
  order: readonly string[]
  id: string
  /** The row that was ticked last; with `isRange` every row from it takes the state of this one. */
  anchor: string | null
  isRange: boolean
}

/** The selection once a row was ticked: that row, or with shift all from the last one on. */
export function toggleRow(
  selected: ReadonlySet<string>,
  { order, id, anchor, isRange }: Toggle,
): ReadonlySet<string> {
  const range = isRange && anchor !== null ? idsBetween(order, anchor, id) : []
  const changed = range.length > 0 ? range : [id]
  const next = new Set(selected)
  for (const one of changed) {
    if (selected.has(id)) next.delete(one)
    else next.add(one)
  }
  return next
}
