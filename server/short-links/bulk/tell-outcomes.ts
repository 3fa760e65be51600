import type { DomainError } from '#server/kernel/errors.ts'
import type { LinkOutcome } from '#server/short-links/link-outcome.ts'
import type { deleteLinks } from '#shared/contract/link-bulk.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type Outcomes = RouteResponse<typeof deleteLinks>

/** An error as it stands beside one item. */
export const tellError = ({ code, message, details }: DomainError) => ({ code, message, details })

/** What became of each link, in the order they were named; `done` counts those that are as asked for now. */
export const tellOutcomes = (outcomes: readonly LinkOutcome[]): Outcomes => {
  const results = outcomes.map((outcome, index) =>
    'error' in outcome
      ? { index, id: outcome.id, status: 'failed' as const, error: tellError(outcome.error) }
      : { index, id: outcome.id, status: outcome.status, error: null },
  )
  const failed = results.filter(({ status }) => status === 'failed').length
  return { done: results.length - failed, failed, results }
}
