import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_DIMENSIONS, getAnalytics as contract, type Dimension } from '#shared/contract/analytics.ts'
import { IPHONE, newVisits, type Visits } from '#test/visits.ts'
import { drainVisits } from './drain-visits.ts'
import { getAnalytics } from './get-analytics.ts'
import type { RawClick } from './raw-click.ts'
import { recordClick } from './record-click.ts'

/** A repeatable dice. */
const createDice = (seed: number) => {
  let state = seed
  const roll = (sides: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * sides)
  }
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[roll(choices.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  return { roll, pick }
}
const dice = createDice(20261122)

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'
const AGENTS = [
  { userAgent: IPHONE, device: 'mobile', os: 'iOS', browser: 'Mobile Safari' },
  { userAgent: CHROME, device: 'desktop', os: 'Windows', browser: 'Chrome' },
]
const PLACES = [
  { ip: '8.8.8.8', country: 'US' },
  { ip: '192.168.1.9', country: '' },
]
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Auckland']
const FROM = Date.UTC(2026, 1, 20)
const DAYS = 75
const MINUTE_MS = 60_000

interface ModelClick {
  at: number
  isUnique: boolean
  values: Partial<Record<Dimension, string[]>>
}

let visits: Visits
let place: Awaited<ReturnType<Visits['newLinks']>>
const model: ModelClick[] = []
const projectOf = new Map<string, string>()
const tagsOf = new Map<string, string[]>()

const organize = async (): Promise<void> => {
  const { organizationId, linkIds } = place
  for (const [index, name] of ['P', 'Q'].entries()) {
    await visits.query(
      `insert into projects (organization_id, id, name, color) values ($1, 'prj_' || $2 || $1, $2, '#000000')`,
      [organizationId, name],
    )
    await visits.query(
      `insert into tags (organization_id, id, name, color) values ($1, 'tag_' || $2 || $1, $2, '#000000')`,
      [organizationId, name],
    )
    const linkId = linkIds[index] ?? ''
    await visits.query(`update links set project_id = 'prj_' || $2 || organization_id where id = $1`, [
      linkId,
      name,
    ])
    projectOf.set(linkId, `prj_${name}${organizationId}`)
    for (const tagged of [linkIds[0] ?? '', linkId]) {
      await visits.query(
        `insert into link_tags (organization_id, link_id, tag_id) values ($1, $2, 'tag_' || $3 || $1)
         on conflict do nothing`,
        [organizationId, tagged, name],
      )
      const tag = `tag_${name}${organizationId}`
      if (!tagsOf.get(tagged)?.includes(tag)) tagsOf.set(tagged, [...(tagsOf.get(tagged) ?? []), tag])
    }
  }
}

const seen = new Set<string>()
const oneClick = (): { raw: RawClick; click: ModelClick } => {
  const linkId = dice.pick(place.linkIds)
  const agent = dice.pick(AGENTS)
  const { ip, country } = dice.pick(PLACES)
  const at = FROM + dice.roll(DAYS * 24 * 60) * MINUTE_MS + dice.roll(MINUTE_MS)
  const referrer = dice.pick(['', 'https://www.a.example/x', 'https://b.example/'])
  const campaign = dice.pick(['', 'spring'])
  const trigger = dice.pick(['link', 'qr'] as const)
  const ruleId = dice.pick(['', 'rule_1'])
  const raw = visits.clickOn(place.organizationId, linkId, {
    ...{ at, ip, userAgent: agent.userAgent, referrer, trigger, ruleId },
    query: campaign === '' ? '' : `utm_campaign=${campaign}`,
  })
  const visitor = `${linkId} ${new Date(at).toISOString().slice(0, 7)} ${ip} ${agent.userAgent}`
  const isUnique = !seen.has(visitor)
  seen.add(visitor)
  const values = {
    link: [linkId],
    project: [projectOf.get(linkId) ?? ''],
    tag: tagsOf.get(linkId) ?? [''],
    domain: [''],
    country: [country],
    device: [agent.device],
    os: [agent.os],
    browser: [agent.browser],
    language: ['de'],
    referrer: [referrer === '' ? '' : new URL(referrer).hostname.replace('www.', '')],
    utm_campaign: [campaign],
    trigger: [trigger],
    rule: [ruleId],
  }
  return { raw, click: { at, isUnique, values } }
}

beforeAll(async () => {
  visits = await newVisits()
  place = await visits.newLinks(4)
  await organize()
  // Time passes from click to click, so that the first of a visitor in the model is the first that was recorded.
  for (const { raw, click } of Array.from({ length: 1500 }, oneClick)) {
    recordClick(visits.runtime, raw)
    model.push(click)
  }
  await drainVisits(visits.runtime)
})
afterAll(() => visits.close())

const valuesOf = (click: ModelClick, dimension: Dimension): string[] => click.values[dimension] ?? ['']

const fits = (click: ModelClick, filters: Partial<Record<Dimension, string[]>>): boolean =>
  Object.entries(filters).every(([name, wanted]) =>
    valuesOf(click, name as Dimension).some((value) => wanted.includes(value)),
  )

const tally = (clicks: readonly ModelClick[]) => ({
  clicks: clicks.length,
  uniques: clicks.filter(({ isUnique }) => isUnique).length,
})

const breakDown = (clicks: readonly ModelClick[], dimension: Dimension) => {
  const values = new Set(clicks.flatMap((click) => valuesOf(click, dimension)))
  return [...values]
    .map((value) => ({
      value,
      ...tally(clicks.filter((click) => valuesOf(click, dimension).includes(value))),
    }))
    .sort((a, b) => b.clicks - a.clicks || (a.value < b.value ? -1 : 1))
    .slice(0, 10)
}

const FILTERED: Dimension[] = [
  ...(['link', 'project', 'tag', 'country', 'device', 'referrer'] as const),
  ...(['utm_campaign', 'trigger', 'rule'] as const),
]
const chooseFilters = (): Partial<Record<Dimension, string[]>> => {
  const filters: Partial<Record<Dimension, string[]>> = {}
  for (let left = dice.roll(4); left > 0; left--) {
    const dimension = dice.pick(FILTERED)
    const values = [...new Set(model.flatMap((click) => valuesOf(click, dimension)))]
    filters[dimension] = dice.roll(2) === 0 ? [dice.pick(values)] : [dice.pick(values), dice.pick(values)]
  }
  return filters
}

const quarterInRange = (): Date => new Date(FROM + dice.roll(DAYS * 96) * 15 * MINUTE_MS)

const compare = async (): Promise<void> => {
  const [a, b] = [quarterInRange(), quarterInRange()]
  const [from, until] = a < b ? [a, b] : [b, new Date(a.getTime() + 15 * MINUTE_MS)]
  const filters = chooseFilters()
  const zone = dice.pick(ZONES)
  const answer = await visits.within(place.owner, place.organizationId, (ctx) =>
    getAnalytics(
      ctx,
      contract.query.parse({
        ...Object.fromEntries(Object.entries(filters).map(([name, list]) => [name, list.join(',')])),
        ...{ from: from.toISOString(), until: until.toISOString(), zone },
        interval: dice.pick(['day', 'week', 'month']),
        breakdowns: ALL_DIMENSIONS.join(','),
      }),
    ),
  )
  const within = model.filter((click) => click.at >= from.getTime() && click.at < until.getTime())
  const clicks = within.filter((click) => fits(click, filters))
  const told = JSON.stringify({ filters, from, until, zone })
  expect(answer.totals, told).toEqual({ ...tally(clicks), bots: 0 })
  const starts = answer.series.map(({ starts_at }) => Date.parse(starts_at))
  const expected = starts.map((start, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY
    return tally(clicks.filter(({ at }) => at >= start && at < end))
  })
  expect(
    answer.series.map((point) => ({ clicks: point.clicks, uniques: point.uniques })),
    told,
  ).toEqual(expected)
  for (const dimension of ALL_DIMENSIONS) {
    const found = answer.breakdowns[dimension]?.data.map(({ label: _, ...row }) => row)
    expect(found, `${dimension} ${told}`).toEqual(breakDown(clicks, dimension))
  }
}

test('any filters, ranges, zones and intervals answer what counting the clicks one by one does', async () => {
  for (let run = 0; run < 60; run++) await compare()
}, 120_000)
