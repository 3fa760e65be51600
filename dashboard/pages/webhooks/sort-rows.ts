/** Rows in the order of a sort as lists write it (`name`, `-last`); texts by the viewer's language, nothing last. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: string,
  readers: Record<string, (row: Row) => string | null>,
): Row[] {
  const isDown = sort.startsWith('-')
  const read = readers[sort.replace('-', '')]
  if (read === undefined) return [...rows]
  return rows.toSorted((a, b) => {
    const [left, right] = [read(a), read(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return isDown ? right.localeCompare(left) : left.localeCompare(right)
  })
}

/** What webhooks and channels may be sorted by. */
export const WEBHOOK_SORTS: Record<
  string,
  (row: { name: string; last_delivery: { at: string } | null }) => string | null
> = {
  name: ({ name }) => name,
  last: ({ last_delivery: last }) => last?.at ?? null,
}
