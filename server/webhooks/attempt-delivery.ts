import { OutboundError } from '#server/kernel/outbound/outbound-error.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import type { DueDelivery } from './attempt-queries.ts'
import { buildMessage, type OutboundMessage } from './build-message.ts'

/** How one attempt ended. */
export interface AttemptOutcome {
  isDelivered: boolean
  /** The receiver says that it is gone for good (410). */
  isGone: boolean
  responseStatus: number | null
  responseBody: string | null
  problem: string | null
  durationMs: number | null
  retryAfter: string | null
}

const KEPT_CHARACTERS = 2000

const failure = (problem: string, durationMs: number | null): AttemptOutcome => ({
  isDelivered: false,
  isGone: false,
  responseStatus: null,
  responseBody: null,
  problem,
  durationMs,
  retryAfter: null,
})

/** PostgreSQL keeps no NUL in texts; half of a pair of surrogates at the cut is dropped. */
const keep = (body: string): string =>
  [...body.slice(0, 2 * KEPT_CHARACTERS).replaceAll('\0', '')].slice(0, KEPT_CHARACTERS).join('')

const problemOf = (status: number): string | null => {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400)
    return `It answered with a redirect (${status}); redirects are not followed. Use the address it leads to.`
  if (status === 410) return 'It answered that it is gone (410).'
  return `It answered with the status ${status}.`
}

const buildOrExplain = async (
  runtime: Runtime,
  due: DueDelivery,
  now: Date,
): Promise<OutboundMessage | string> => {
  try {
    return await buildMessage(runtime, due, now)
  } catch (error) {
    runtime.log.error({ err: error, delivery_id: due.id }, 'a webhook message could not be built')
    return due.format === 'standard'
      ? 'The secret can not be read: make a new one.'
      : 'The address can not be read: connect the channel again.'
  }
}

/** Sends it once, outside of any transaction. Never throws for what the receiver or the network does. */
export const attemptDelivery = async (runtime: Runtime, due: DueDelivery): Promise<AttemptOutcome> => {
  const message = await buildOrExplain(runtime, due, runtime.clock())
  if (typeof message === 'string') return failure(message, null)
  const startedAt = performance.now()
  const elapsed = (): number => Math.round(performance.now() - startedAt)
  try {
    const { status, body, retryAfter } = await runtime.outbound.post(message.url, message)
    const problem = problemOf(status)
    return {
      isDelivered: problem === null,
      isGone: status === 410,
      responseStatus: status,
      responseBody: keep(body),
      problem,
      durationMs: elapsed(),
      retryAfter,
    }
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    return failure(error.message, elapsed())
  }
}
