import type { Runtime } from '#server/kernel/runtime.ts'
import { cleanText } from './clean-text.ts'
import { describeUserAgent } from './describe-user-agent.ts'
import { firstLanguage } from './first-language.ts'
import { hashVisitor } from './hash-visitor.ts'
import { locateIp } from './locate-ip.ts'
import type { RawClick } from './raw-click.ts'
import { campaignOf } from './read-campaign.ts'
import { referringHost } from './referring-host.ts'

/** A click as it is kept: no address and no header is left in it. */
export interface DescribedClick {
  organizationId: string
  linkId: string
  /** Epoch milliseconds. */
  at: number
  /** 32 hexadecimal digits. */
  visitor: string
  /** What it has in common with others, in the order that record_clicks of the database reads; parted by tabs. */
  facet: string
}

/** Who sent clicks, as far as it takes work to tell. */
interface Sender {
  visitor: string
  isBot: boolean
  /** Country, region, city, device, system and browser; parted by tabs. */
  traits: string
}

/** Describes clicks of one month; remembers who sent some until it is let go. */
export type ClickDescriber = (click: RawClick) => DescribedClick

const PLACE_LENGTH = 100
const MOST_SENDERS = 5000
const MONTH_LENGTH = 'YYYY-MM'.length

let month = { from: 0, until: 0, name: '' }

/** First day (UTC) of the month of an instant in epoch milliseconds, as YYYY-MM-DD. */
export const monthOf = (at: number): string => {
  if (at >= month.from && at < month.until) return month.name
  const day = new Date(at)
  const name = `${day.toISOString().slice(0, MONTH_LENGTH)}-01`
  const [year, index] = [day.getUTCFullYear(), day.getUTCMonth()]
  month = { from: Date.UTC(year, index), until: Date.UTC(year, index + 1), name }
  return name
}

const readSender = (runtime: Runtime, salt: Buffer, click: RawClick): Sender => {
  const { device, os, browser, isBot } = describeUserAgent(click.userAgent)
  const { country, region, city } = locateIp(runtime, click.ip)
  const place = [country, region, city].map((name) => cleanText(name, PLACE_LENGTH))
  return { visitor: hashVisitor(salt, click), isBot, traits: [...place, device, os, browser].join('\t') }
}

const flagOf = (is: boolean): string => (is ? 't' : 'f')

/** What is kept of clicks of a month; `salt` is the month's. */
export const createClickDescriber = (runtime: Runtime, salt: Buffer): ClickDescriber => {
  const senders = new Map<string, Map<string, Sender>>()
  let count = 0
  const addSender = (known: Map<string, Sender>, key: string, click: RawClick): Sender => {
    const sender = readSender(runtime, salt, click)
    known.set(key, sender)
    count += 1
    return sender
  }
  const senderOf = (click: RawClick): Sender => {
    if (count >= MOST_SENDERS) {
      senders.clear()
      count = 0
    }
    const known = senders.get(click.userAgent) ?? new Map<string, Sender>()
    if (known.size === 0) senders.set(click.userAgent, known)
    const key = `${click.ip}\n${click.organizationId}`
    return known.get(key) ?? addSender(known, key, click)
  }

  return (click) => {
    const { visitor, isBot, traits } = senderOf(click)
    const flags = `${flagOf(isBot || click.isPrefetch)}\t${flagOf(click.asksNotToBeTracked)}\t${click.trigger}`
    const source = `${referringHost(click.referrer)}\t${campaignOf(click.query, click.destination)}`
    const language = firstLanguage(click.acceptLanguage)
    return {
      organizationId: click.organizationId,
      linkId: click.linkId,
      at: click.at,
      visitor,
      facet: `${click.domainId}\t${flags}\t${traits}\t${language}\t${source}\t${click.ruleId}`,
    }
  }
}
