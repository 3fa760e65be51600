import type { Runtime } from '#server/kernel/runtime.ts'
import { drainVisits } from '#server/visits/drain-visits.ts'
import { recordClick } from '#server/visits/record-click.ts'
import type { DemoChannel } from './demo-links.ts'
import { DEMO_BROWSERS, DEMO_PLACES } from './demo-visitors.ts'
import type { PlayedLink } from './play-links.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const CLICKS_A_DAY = 420
/** Few enough that some come back. */
const PEOPLE_IN_A_PLACE = 12
const LIVE_CLICKS = 60
const LIVE_MS = 25 * 60 * 1000
const SEED = 20_260_501

/** Numbers from 0 to 1, the same for each demo (Park and Miller's generator). */
const createChance = (): (() => number) => {
  let state = SEED
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const pick = <T extends { weight: number }>(items: readonly T[], chance: number): T => {
  const total = items.reduce((sum, { weight }) => sum + weight, 0)
  let left = chance * total
  const found = items.find(({ weight }) => {
    left -= weight
    return left <= 0
  })
  const last = found ?? items.at(-1)
  if (last === undefined) throw new Error('there is nothing to pick from')
  return last
}

/** Few at night, most in the late afternoon; fewer at weekends. */
const isLikely = (at: Date, chance: number): boolean => {
  const byHour = 0.25 + 0.75 * Math.max(0, Math.sin(((at.getUTCHours() - 5) / 18) * Math.PI))
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6
  return chance < byHour * (isWeekend ? 0.6 : 1)
}

const referrerOf = ({ referrer }: DemoChannel, chance: number): string =>
  chance < 0.75 ? referrer : chance < 0.85 ? 'https://www.google.com/' : ''

interface Visit {
  organizationId: string
  at: number
  chance: () => number
}

const visit = (
  runtime: Runtime,
  { link, story }: PlayedLink,
  { organizationId, at, chance }: Visit,
): void => {
  const place = pick(DEMO_PLACES, chance())
  const half = `7.${1 + Math.floor(chance() * PEOPLE_IN_A_PLACE)}`
  recordClick(runtime, {
    organizationId,
    linkId: link.id,
    domainId: '',
    at,
    ip: `${place.network}.${half}`,
    userAgent: pick(DEMO_BROWSERS, chance()).userAgent,
    referrer: referrerOf(story.channel, chance()),
    acceptLanguage: place.language,
    query: '',
    destination: link.destination,
    isPrefetch: false,
    asksNotToBeTracked: chance() < 0.03,
    trigger: story.channel.medium === 'print' || chance() < 0.04 ? 'qr' : 'link',
    ruleId: '',
  })
}

/** Weeks of clicks on the links, each after its link was made, some within the last minutes; written when it resolves. */
export const playClicks = async (
  runtime: Runtime,
  organizationId: string,
  played: readonly PlayedLink[],
): Promise<void> => {
  const chance = createChance()
  const links = played.map((one) => ({
    ...one,
    weight: one.story.weight,
    from: Date.parse(one.link.created_at),
  }))
  if (links.length === 0) return
  const now = Date.now()
  const first = Math.min(...links.map(({ from }) => from))
  const attempts = Math.round(((now - first) / DAY_MS) * CLICKS_A_DAY * 2)
  for (let count = 0; count < attempts; count += 1) {
    const link = pick(links, chance())
    const at = first + chance() * (now - first)
    if (at > link.from && isLikely(new Date(at), chance()))
      visit(runtime, link, { organizationId, at, chance })
  }
  for (let count = 0; count < LIVE_CLICKS; count += 1)
    visit(runtime, pick(links, chance()), { organizationId, at: now - chance() * LIVE_MS, chance })
  await drainVisits(runtime)
}
