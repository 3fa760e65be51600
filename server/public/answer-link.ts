import type { FoundAddress, LinkTarget } from '#server/addresses/found-address.ts'
import { shortUrlOf } from '#server/addresses/short-url.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { takeVisit } from '#server/short-links/take-visit.ts'
import { type Answer, redirectAnswer } from './answer.ts'
import { checkLinkPassword } from './check-link-password.ts'
import { decideLink, decideOver, type Lead, type Outcome } from './decide-link.ts'
import { knowVisitor } from './know-visitor.ts'
import { appAnswer, detailsAnswer, passwordAnswer, previewAnswer } from './link-pages.ts'
import { noticeAnswer } from './notice-pages.ts'
import type { Visit } from './read-visit.ts'
import { recordVisit } from './record-visit.ts'

export interface AskedLink {
  runtime: Runtime
  visit: Visit
  found: FoundAddress
  link: LinkTarget
  asksForDetails: boolean
  password: string | null
}

const NOT_AHEAD: Answer = {
  status: 503,
  headers: ['Cache-Control', 'private, no-store', 'Content-Length', '0'],
  body: '',
}

const shortUrlOfLink = ({ runtime, visit, link }: AskedLink): string =>
  shortUrlOf(runtime, link.domain_id === null ? null : visit.host.hostname, link.slug)

const reportUrlOf = (asked: AskedLink): string =>
  `${asked.runtime.config.publicUrl}/report?link=${encodeURIComponent(shortUrlOfLink(asked))}`

const followLead = (asked: AskedLink, lead: Lead, isUnlocked: boolean): Answer => {
  const { runtime, visit, found, link } = asked
  const isVisit = lead.type === 'app' || lead.isVisit
  if (isVisit && visit.method !== 'HEAD') {
    const [destination, ruleId] = lead.type === 'app' ? [lead.location, ''] : [lead.location, lead.ruleId]
    recordVisit(runtime, visit, { found, link, destination, ruleId })
  }
  if (lead.type === 'app') return appAnswer(lead.app, lead.url, lead.location)
  // After a form was sent, the browser shall ask for the destination, not send it the form again.
  return redirectAnswer(isUnlocked ? 303 : lead.status, lead.location)
}

/** Links that were found used up, as long as they are remembered: a changed limit makes another object of them. */
const usedUp = new WeakSet<LinkTarget>()

const followLimited = async (
  asked: AskedLink,
  { limit, lead }: Extract<Outcome, { type: 'limited' }>,
  isUnlocked: boolean,
): Promise<Answer | null> => {
  const { runtime, found, link } = asked
  const isTaken =
    !usedUp.has(link) &&
    (await takeVisit(runtime, { organizationId: found.organization_id, linkId: link.id, limit }))
  if (isTaken) return followLead(asked, lead, isUnlocked)
  usedUp.add(link)
  return answerOutcome(asked, decideOver(link, 'limit_reached'), isUnlocked)
}

const answerOutcome = async (
  asked: AskedLink,
  outcome: Outcome,
  isUnlocked: boolean,
): Promise<Answer | null> => {
  switch (outcome.type) {
    case 'redirect':
    case 'app':
      return followLead(asked, outcome, isUnlocked)
    case 'limited':
      return followLimited(asked, outcome, isUnlocked)
    case 'closed':
      return outcome.reason === 'not_found' ? null : noticeAnswer(outcome.reason)
    case 'details':
      return detailsAnswer(asked.link, shortUrlOfLink(asked), reportUrlOf(asked))
    case 'preview':
      return previewAnswer(asked.link, shortUrlOfLink(asked))
    case 'password':
      return passwordAnswer(null, 200)
    case 'not_ahead':
      return NOT_AHEAD
  }
}

const decide = (asked: AskedLink, isUnlocked: boolean): Outcome => {
  const { runtime, visit, found, link, asksForDetails } = asked
  const visitor = knowVisitor(runtime, visit, link.id)
  return decideLink(found, link, { visit, visitor, asksForDetails, isUnlocked })
}

/** Answers a visit of a short link whose organization still answers; null where strangers see none. */
export const answerLink = async (asked: AskedLink): Promise<Answer | null> => {
  const { runtime, visit, link, password } = asked
  const outcome = decide(asked, false)
  const hash = link.password_hash
  if (outcome.type !== 'password' || password === null || hash === null)
    return answerOutcome(asked, outcome, false)
  const verdict = await checkLinkPassword(runtime, { linkId: link.id, ip: visit.ip, hash, given: password })
  if (verdict === 'right') return answerOutcome(asked, decide(asked, true), true)
  if (verdict === 'wrong') return passwordAnswer('That is not the password of this link.', 401)
  const { retryAfterSeconds } = verdict
  const problem = `Too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`
  return passwordAnswer(problem, 429, ['Retry-After', String(retryAfterSeconds)])
}
