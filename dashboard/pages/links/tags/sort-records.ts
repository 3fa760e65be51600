interface Named {
  name: string
}

/** Records of a list that comes whole, sorted as `name`, `-name`, or by a number such as `-link_count`. */
export function sortByNameOr<K extends string, R extends Named & Record<K, number>>(
  records: readonly R[] | undefined,
  sort: string,
  field: K,
): R[] | undefined {
  const direction = sort.startsWith('-') ? -1 : 1
  return records?.toSorted((a, b) => {
    const byNumber = sort.endsWith(field) ? a[field] - b[field] : 0
    return direction * (byNumber !== 0 ? byNumber : a.name.localeCompare(b.name))
  })
}
