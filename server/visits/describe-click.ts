import type { Runtime } from '#server/kernel/runtime.ts'
import { describeUserAgent } from './describe-user-agent.ts'
import { firstLanguage } from './first-language.ts'
import { hashVisitor } from './hash-visitor.ts'
import { locateIp } from './locate-ip.ts'
import type { RawClick } from './raw-click.ts'
import { type Campaign, cleanText, readCampaign } from './read-campaign.ts'
import { referringHost } from './referring-host.ts'

/** A click as record_clicks of the database takes it: no address and no header is left in it. */
export interface DescribedClick extends Campaign {
  /** Its place in the batch, set when that is written. */
  n: number
  organization_id: string
  link_id: string
  domain_id: string
  /** Epoch milliseconds. */
  at: number
  visitor: string
  is_bot: boolean
  asks_not_to_be_tracked: boolean
  trigger: 'link' | 'qr'
  country: string
  region: string
  city: string
  device: string
  os: string
  browser: string
  language: string
  referrer: string
  rule_id: string
}

const PLACE_LENGTH = 100

/** First day (UTC) of the month of an instant in epoch milliseconds, as YYYY-MM-DD. */
export const monthOf = (at: number): string => `${new Date(at).toISOString().slice(0, 7)}-01`

/** What is kept of a click. `salt` is its month's. */
export const describeClick = (runtime: Runtime, click: RawClick, salt: Buffer): DescribedClick => {
  const { device, os, browser, isBot } = describeUserAgent(click.userAgent)
  const { country, region, city } = locateIp(runtime, click.ip)
  return {
    n: 0,
    organization_id: click.organizationId,
    link_id: click.linkId,
    domain_id: click.domainId,
    at: click.at,
    visitor: hashVisitor(salt, click),
    is_bot: isBot || click.isPrefetch,
    asks_not_to_be_tracked: click.asksNotToBeTracked,
    trigger: click.trigger,
    country,
    region: cleanText(region, PLACE_LENGTH),
    city: cleanText(city, PLACE_LENGTH),
    device,
    os,
    browser: cleanText(browser, PLACE_LENGTH),
    language: firstLanguage(click.acceptLanguage),
    referrer: referringHost(click.referrer),
    rule_id: click.ruleId,
    ...readCampaign(click.query, click.destination),
  }
}
