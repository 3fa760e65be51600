/** What of a row an input changes. */
export interface FoundChanges<F extends string> {
  /** What differs, as it will be. */
  edited: Partial<Record<F, string>>
  /** The same for the log; empty when nothing differs. */
  changes: Record<string, { before: string; after: string }>
}

/** Which of the given fields differ from the row's. */
export const findChanges = <F extends string>(
  fields: readonly F[],
  row: Readonly<Record<F, string>>,
  input: Readonly<Partial<Record<F, string | undefined>>>,
): FoundChanges<F> => {
  const found: FoundChanges<F> = { edited: {}, changes: {} }
  for (const field of fields) {
    const after = input[field]
    if (after === undefined || after === row[field]) continue
    found.edited[field] = after
    found.changes[field] = { before: row[field], after }
  }
  return found
}
