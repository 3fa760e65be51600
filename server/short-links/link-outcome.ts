import { DomainError, notFound } from '#server/kernel/errors.ts'

/** What became of one link of a set; the others are not touched by its failure. */
export type LinkOutcome = { id: string; status: 'done' | 'unchanged' } | { id: string; error: DomainError }

/** The outcome of each id that was asked for, in that order; ids without one name no link of the organization. */
export const outcomesOf = (
  ids: readonly string[],
  known: ReadonlyMap<string, 'done' | 'unchanged' | DomainError>,
): LinkOutcome[] =>
  ids.map((id) => {
    const outcome = known.get(id) ?? notFound('link')
    return outcome instanceof DomainError ? { id, error: outcome } : { id, status: outcome }
  })

/** For a set of one. @throws what was wrong with it. */
export const throwFailure = (outcomes: readonly LinkOutcome[]): void => {
  for (const outcome of outcomes) if ('error' in outcome) throw outcome.error
}
