import { createHmac } from 'node:crypto'
import type { Runtime } from '#server/kernel/runtime.ts'
import { describeUserAgent } from '#server/visits/describe-user-agent.ts'
import { firstLanguage } from '#server/visits/first-language.ts'
import { locateIp } from '#server/visits/locate-ip.ts'
import type { Visitor } from './decide-link.ts'
import type { Visit } from './read-visit.ts'

const DRAW_BYTES = 6

/** From 0 up to 100 by a keyed hash: a visitor falls the same way at every visit, apart for each rule, without a cookie. */
const drawFor = (runtime: Runtime, visit: Visit, linkId: string, ruleId: string): number => {
  const drawn = createHmac('sha256', runtime.secrets.keyFor('smart link shares'))
    .update(`${linkId}\n${ruleId}\n${visit.ip}\n${visit.userAgent}`)
    .digest()
  return (drawn.readUIntBE(0, DRAW_BYTES) / 2 ** (8 * DRAW_BYTES)) * 100
}

/** What is known of who visits a link; nothing is looked up before it is read. */
export const knowVisitor = (runtime: Runtime, visit: Visit, linkId: string): Visitor => ({
  get device() {
    return describeUserAgent(visit.userAgent).device
  },
  get operatingSystem() {
    return describeUserAgent(visit.userAgent).os
  },
  get isBot() {
    return describeUserAgent(visit.userAgent).isBot
  },
  get country() {
    return locateIp(runtime, visit.ip).country || null
  },
  get language() {
    return firstLanguage(visit.acceptLanguage) || null
  },
  at: new Date(visit.at),
  draw: (ruleId) => drawFor(runtime, visit, linkId, ruleId),
})
