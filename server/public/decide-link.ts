import type { AppTarget, FoundAddress, LinkTarget } from '#server/addresses/found-address.ts'
import {
  chooseDestination,
  type DrawForRule,
  type VisitorFacts,
} from '#server/short-links/rules/choose-destination.ts'
import { buildLocation } from './build-location.ts'
import { findOpenableApp } from './find-openable-app.ts'
import type { Visit } from './read-visit.ts'

/** Why a link leads nowhere. `not_found`: strangers learn nothing, for it never was public. */
export type ClosedReason =
  | 'not_found'
  | 'gone'
  | 'suspended'
  | 'blocked'
  | 'disabled'
  | 'expired'
  | 'limit_reached'

/** Where a visit leads: to a destination, or into an app of the visitor's device. */
export type Lead =
  | { type: 'redirect'; status: number; location: string; ruleId: string; isVisit: boolean }
  | { type: 'app'; app: AppTarget; url: string; location: string }

export type Outcome =
  | Lead
  | { type: 'closed'; reason: ClosedReason }
  /** Where the link leads and since when, in place of going there. */
  | { type: 'details' }
  | { type: 'password' }
  /** What robots are shown of a link that has a preview of its own, or that they may not use up. */
  | { type: 'preview' }
  /** A browser that fetches ahead may not use up a visit; it asks again when its user comes. */
  | { type: 'not_ahead' }
  /** A visit must be taken from the link's limit first. */
  | { type: 'limited'; limit: number; lead: Lead }

/** What a decision may ask besides the request itself; each is looked up when asked for. */
export interface Visitor extends VisitorFacts {
  readonly isBot: boolean
  draw: DrawForRule
}

export interface LinkVisit {
  visit: Visit
  visitor: Visitor
  asksForDetails: boolean
  /** The right password was given with this request. */
  isUnlocked: boolean
}

const closedReasonOf = (link: LinkTarget, at: number): ClosedReason | null => {
  if (link.blocked_at !== null) return 'blocked'
  if (link.approval !== 'approved') return 'not_found'
  if (!link.is_enabled) return 'disabled'
  return link.expires_at !== null && Date.parse(link.expires_at) <= at ? 'expired' : null
}

/** A link that is over: to where its owner sends those who come late, else a page. */
export const decideOver = (link: LinkTarget, reason: 'expired' | 'limit_reached'): Outcome => {
  if (link.expired_destination === null) return { type: 'closed', reason }
  const location = buildLocation(link.expired_destination, '', false)
  return { type: 'redirect', status: 302, location, ruleId: '', isVisit: false }
}

const leadOf = (found: FoundAddress, link: LinkTarget, { visit, visitor }: LinkVisit): Lead => {
  const chosen = link.rules.length === 0 ? null : chooseDestination(link.rules, visitor, visitor.draw)
  const location = buildLocation(chosen?.destination ?? link.destination, visit.query, link.forward_query)
  const opened = chosen === null && link.app_links !== null ? findOpenableApp(found, link, visitor) : null
  if (opened !== null) return { type: 'app', ...opened, location }
  return {
    type: 'redirect',
    status: link.redirect_status,
    location,
    ruleId: chosen?.ruleId ?? '',
    isVisit: true,
  }
}

const decideLimited = (limit: number, lead: Lead, { visit, visitor }: LinkVisit): Outcome => {
  if (visit.isPrefetch) return { type: 'not_ahead' }
  // HEAD takes no visit: were it led on, it would tell the destination without end.
  if (visit.method === 'HEAD' || visitor.isBot) return { type: 'preview' }
  return { type: 'limited', limit, lead }
}

/** What a visit of a short link comes to; knows no HTTP and changes nothing. */
export const decideLink = (found: FoundAddress, link: LinkTarget, linkVisit: LinkVisit): Outcome => {
  const { visit, visitor } = linkVisit
  const reason = closedReasonOf(link, visit.at)
  if (reason === 'expired') return decideOver(link, reason)
  if (reason !== null) return { type: 'closed', reason }
  if (linkVisit.asksForDetails) return { type: 'details' }
  if (link.preview !== null && visitor.isBot) return { type: 'preview' }
  if (link.password_hash !== null && !linkVisit.isUnlocked) return { type: 'password' }
  const lead = leadOf(found, link, linkVisit)
  return link.click_limit === null ? lead : decideLimited(link.click_limit, lead, linkVisit)
}
