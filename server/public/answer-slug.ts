import type { FoundAddress } from '#server/addresses/found-address.ts'
import { presentAddress, resolveAddress } from '#server/addresses/resolve-address.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { type Answer, redirectAnswer } from './answer.ts'
import { answerLink } from './answer-link.ts'
import type { ClosedReason } from './decide-link.ts'
import { noticeAnswer } from './notice-pages.ts'
import { pageAnswer, tagAnswer } from './page-answer.ts'
import type { AskedSlug } from './read-slug.ts'
import type { Visit } from './read-visit.ts'

/** One who asks, with what came along besides the visit. */
export interface Stranger {
  runtime: Runtime
  visit: Visit
  requestId: string
  ifNoneMatch: string | undefined
  /** The body of a form that was sent; null where none was. */
  form: string | null
}

const closedReasonOf = (found: FoundAddress): ClosedReason | null => {
  if (found.is_deleted || found.is_released) return 'gone'
  return found.is_suspended ? 'suspended' : null
}

/** Kinds that are pages: with what they say of caching. */
const answerKind = async (
  { runtime, visit, requestId, ifNoneMatch }: Stranger,
  found: FoundAddress,
  rest: string[],
): Promise<Answer | null> => {
  const request = { id: requestId, ip: visit.ip, userAgent: visit.userAgent.slice(0, 512) || null }
  const shown = await presentAddress(runtime, request, found, rest)
  if (shown === null) return null
  if (shown.type === 'redirect') return redirectAnswer(302, shown.location)
  const url = `${runtime.config.publicUrl}/${[found.slug.toLowerCase(), ...rest].join('/')}`
  const { title, description, body, maxAgeSeconds } = shown
  const answer = pageAnswer(
    { title, description, url, body },
    { cacheControl: `public, max-age=${maxAgeSeconds}` },
  )
  return tagAnswer(answer, ifNoneMatch)
}

/** What answers at a host and slug, whatever it is; null where nothing does. */
export const answerSlug = async (
  stranger: Stranger,
  host: string,
  { slugKey, rest, asksForDetails }: AskedSlug,
): Promise<Answer | null> => {
  const { runtime, visit, form } = stranger
  const found = await resolveAddress(runtime, host, slugKey)
  if (found === null) return null
  const reason = closedReasonOf(found)
  if (reason !== null) return noticeAnswer(reason)
  const { link } = found
  const password = form === null ? null : new URLSearchParams(form).get('password')
  if (link !== null)
    return rest.length > 0 ? null : answerLink({ runtime, visit, found, link, asksForDetails, password })
  return asksForDetails ? null : answerKind(stranger, found, rest)
}
