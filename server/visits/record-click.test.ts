import { randomBytes } from 'node:crypto'
import { setImmediate as otherWork } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#server/kernel/ids.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { getAnalytics as analytics, getLiveAnalytics as live } from '#shared/contract/analytics.ts'
import { IPHONE, newVisits, type Visits } from '#test/visits.ts'
import { createChunkBuilder } from './click-chunk.ts'
import { createClickDescriber } from './describe-click.ts'
import { drainVisits } from './drain-visits.ts'
import { getAnalytics } from './get-analytics.ts'
import { getLiveAnalytics } from './get-live-analytics.ts'
import type { RawClick } from './raw-click.ts'
import { recordClick } from './record-click.ts'
import { createBatchWriter } from './write-batch.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
  visits.runtime.plans = structuredClone(visits.runtime.plans)
})
afterAll(() => visits.close())

const record = async (clicks: RawClick[]): Promise<void> => {
  for (const click of clicks) recordClick(visits.runtime, click)
  await drainVisits(visits.runtime)
}

/** Another process on the same database. */
const newProcess = () =>
  assembleRuntime(
    visits.runtime.config,
    visits.runtime.database.connectionString,
    createLog('silent'),
    visits.clock.now,
  )

test('a click is counted in its link, in every roll-up and as a row', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await record([
    visits.clickOn(organizationId, linkIds[0], {
      ip: '8.8.8.8',
      referrer: 'https://www.News.example/secret?path',
      query: 'utm_source=mail&x=1',
      destination: 'https://example.com/?utm_source=kept&utm_campaign=spring',
      trigger: 'qr',
    }),
  ])
  expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 1, bots: 0, rows: 1 })
  const [row] = await visits.query('select * from clicks where organization_id = $1', [organizationId])
  expect(row).toMatchObject({
    country: 'US',
    device: 'mobile',
    os: 'iOS',
    browser: 'Mobile Safari',
    language: 'de',
    referrer: 'news.example',
    utm_source: 'mail',
    utm_campaign: 'spring',
    trigger: 'qr',
    is_unique: true,
  })
  expect(JSON.stringify(row)).not.toContain('8.8.8.8')
})

test('a batch that is sent again, also at the same moment, counts once', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const write = createBatchWriter(visits.runtime)
  const builder = createChunkBuilder()
  builder.add(
    createClickDescriber(visits.runtime, randomBytes(32))(visits.clickOn(organizationId, linkIds[0])),
  )
  const batch = [builder.seal()]
  await Promise.all([write(batch), write(batch), write(batch)])
  await write(batch)
  expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 1, bots: 0, rows: 1 })
})

test('100,000 clicks from 64 producers over several processes are counted exactly, uniques too', async () => {
  const { organizationId, linkIds } = await visits.newLinks(20)
  const processes = [visits.runtime, newProcess(), newProcess()]
  const [PRODUCERS, EACH, PEOPLE] = [64, 1563, 500]
  const seen = new Set<string>()
  const produce = async (producer: number): Promise<void> => {
    for (let n = 0; n < EACH; n++) {
      const person = (producer * 31 + n * 7) % PEOPLE
      const linkId = linkIds[(producer + n) % linkIds.length]
      seen.add(`${linkId} ${person}`)
      const ip = `198.51.${person % 100}.${Math.floor(person / 100)}`
      const runtime = processes[producer % processes.length] ?? visits.runtime
      recordClick(runtime, visits.clickOn(organizationId, linkId, { ip }))
      if (n % 100 === 0) await otherWork()
    }
  }
  await Promise.all(Array.from({ length: PRODUCERS }, (_, producer) => produce(producer)))
  await Promise.all(processes.map((runtime) => drainVisits(runtime)))
  const sent = PRODUCERS * EACH
  expect(sent).toBeGreaterThan(100_000)
  expect(await visits.totals(organizationId)).toEqual({
    clicks: sent,
    uniques: seen.size,
    bots: 0,
    rows: sent,
  })
  for (const runtime of processes.slice(1)) {
    await runtime.database.close()
    await runtime.ownerDatabase.close()
  }
}, 120_000)

test('uniques are the pairs of link and visitor, whatever falls into one batch', async () => {
  const oneClick = fc.record({
    link: fc.nat(2),
    ip: fc.constantFrom('203.0.113.1', '203.0.113.2', '2001:db8::1'),
    userAgent: fc.constantFrom(IPHONE, `${IPHONE} Other/1`, 'Googlebot/2.1', ''),
    asksNotToBeTracked: fc.boolean(),
    month: fc.nat(1),
  })
  const batches = fc.array(fc.array(oneClick, { maxLength: 12 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      const { organizationId, linkIds } = await visits.newLinks(3)
      const pairs = new Set<string>()
      let [clicks, bots] = [0, 0]
      for (const batch of given) {
        for (const { link, month, ...rest } of batch) {
          const at = Date.UTC(2026, 4 + month, 10)
          recordClick(visits.runtime, visits.clickOn(organizationId, linkIds[link], { ...rest, at }))
          const isBot = !rest.userAgent.startsWith('Mozilla')
          if (isBot) bots += 1
          else clicks += 1
          if (!isBot && !rest.asksNotToBeTracked) pairs.add(`${link} ${month} ${rest.ip} ${rest.userAgent}`)
        }
        await drainVisits(visits.runtime)
      }
      const totals = await visits.totals(organizationId)
      expect(totals).toEqual({ clicks, uniques: pairs.size, bots, rows: clicks + bots })
    }),
    { numRuns: 25 },
  )
}, 60_000)

describe('what is kept of a visitor', () => {
  test('who asks not to be tracked is counted, and nothing of them is told, unless the organization says so', async () => {
    const { organizationId, linkIds } = await visits.newLinks(1)
    const asks = { asksNotToBeTracked: true, ip: '8.8.8.8', referrer: 'https://news.example/' }
    await record([visits.clickOn(organizationId, linkIds[0], asks)])
    expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 0, bots: 0, rows: 1 })
    const rows = () =>
      visits.query(
        'select visitor, country, device, os, referrer, language from clicks where organization_id = $1',
        [organizationId],
      )
    expect(await rows()).toEqual([
      { visitor: null, country: '', device: '', os: '', referrer: '', language: '' },
    ])
    await visits.query(
      `update organizations set settings = settings || '{"honorDoNotTrack": false}' where id = $1`,
      [organizationId],
    )
    await record([visits.clickOn(organizationId, linkIds[0], asks)])
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 2, uniques: 1 })
    expect(await rows()).toContainEqual(expect.objectContaining({ country: 'US', device: 'mobile' }))
  })

  test('robots, prefetches and clients without a name are counted apart', async () => {
    const { organizationId, linkIds } = await visits.newLinks(1)
    const by = (given: Partial<RawClick>) => visits.clickOn(organizationId, linkIds[0], given)
    await record([
      by({ userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }),
      by({ userAgent: '' }),
      by({ isPrefetch: true }),
      by({}),
    ])
    expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 1, bots: 3, rows: 4 })
  })

  test('text that no column could hold is cleaned', async () => {
    const { organizationId, linkIds } = await visits.newLinks(1)
    const hostile = `utm_source=%00a%ED%A0%80${'x'.repeat(5000)}&utm_term=\ud800`
    const given = {
      query: hostile,
      referrer: `https://${'a'.repeat(300)}.example/`,
      userAgent: `${IPHONE}\u0000`,
    }
    await record([visits.clickOn(organizationId, linkIds[0], { ...given, acceptLanguage: '\ud800;q=NaN' })])
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 1 })
  })
})

describe('the quota', () => {
  test('stops detail and goes on with totals; owners are told once near it and once at it', async () => {
    const { organizationId, owner, linkIds } = await visits.newLinks(1, { plan: 'free' })
    const plan = visits.runtime.plans.plans.find(({ id }) => id === 'free')
    if (plan === undefined) throw new Error('no plan')
    plan.limits.clicks_a_month = 10
    const click = (n: number) => visits.clickOn(organizationId, linkIds[0], { ip: `203.0.113.${n}` })
    const mails = async (): Promise<number> =>
      (await visits.query('select from mail_outbox where recipient = $1', [owner.email])).length
    await record([1, 2, 3, 4, 5, 6, 7].map(click))
    expect(await mails()).toBe(0)
    await record([click(8)])
    expect(await mails()).toBe(1)
    await record([9, 10, 11, 12].map(click))
    await record([click(13)])
    expect(await mails()).toBe(2)
    expect(await visits.totals(organizationId)).toEqual({ clicks: 13, uniques: 10, bots: 0, rows: 10 })
    const [devices] = await visits.query<{ n: number }>(
      `select sum(clicks) as n from click_days where organization_id = $1 and dimension = 'device'`,
      [organizationId],
    )
    expect(devices?.n).toBe(10)
    const stopped = await visits.within(owner, organizationId, async (ctx) => [
      (await getAnalytics(ctx, analytics.query.parse({}))).is_detail_stopped,
      (await getLiveAnalytics(ctx, live.query.parse({}))).is_detail_stopped,
    ])
    expect(stopped).toEqual([true, true])
    await record([visits.clickOn(organizationId, linkIds[0], { at: Date.UTC(2027, 5, 1) })])
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 14, rows: 11 })
  })
})

describe('what can’t be written', () => {
  test('clicks of links and organizations that went are left out, the others of the batch stay', async () => {
    const { organizationId, linkIds } = await visits.newLinks(2)
    const other = await visits.newLinks(1)
    await visits.query('delete from links where id = $1', [linkIds[1]])
    await record([
      visits.clickOn(organizationId, linkIds[0]),
      visits.clickOn(organizationId, linkIds[1]),
      visits.clickOn(organizationId, other.linkIds[0]),
      visits.clickOn(newId('org'), linkIds[0]),
    ])
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 1, rows: 1 })
    expect(await visits.totals(other.organizationId)).toMatchObject({ clicks: 0 })
  })

  test('one click that the database refuses does not take others with it', async () => {
    const { organizationId, linkIds } = await visits.newLinks(1)
    const clicks = Array.from({ length: 9 }, () => visits.clickOn(organizationId, linkIds[0]))
    clicks.splice(4, 0, visits.clickOn(organizationId, linkIds[0], { domainId: '\u0000' }))
    await record(clicks)
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 9 })
  })

  test('a connection that is lost while a batch is written loses and doubles nothing', async () => {
    const { organizationId, linkIds } = await visits.newLinks(1)
    const lock = await visits.runtime.ownerDatabase.pool.connect()
    await lock.query('begin')
    await lock.query('lock table click_batches in access exclusive mode')
    for (let n = 0; n < 50; n++) recordClick(visits.runtime, visits.clickOn(organizationId, linkIds[0]))
    const drained = drainVisits(visits.runtime)
    for (let ended = 0; ended < 2; ) {
      const stopped = await visits.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%record_clicks%'`)
      ended += stopped.length
    }
    await lock.query('commit')
    lock.release()
    await drained
    expect(await visits.totals(organizationId)).toMatchObject({ clicks: 50, rows: 50 })
  })
})

test('webhooks that listen hear of people’s clicks, once each', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await visits.query(
    `insert into webhooks (organization_id, id, name, url, url_hint, events, sealed_secret)
     values ($1, 'wh_' || $1, 'CRM', '', '', '{link.clicked}', '')`,
    [organizationId],
  )
  await record([
    visits.clickOn(organizationId, linkIds[0], { ip: '8.8.8.8' }),
    visits.clickOn(organizationId, linkIds[0], { userAgent: 'Googlebot/2.1' }),
    visits.clickOn(organizationId, linkIds[0], { asksNotToBeTracked: true, ip: '8.8.8.8' }),
  ])
  const events = await visits.query<{ body: string }>(
    'select body from webhook_events where organization_id = $1 order by id',
    [organizationId],
  )
  const told = events.map(({ body }) => (JSON.parse(body) as { data: unknown }).data)
  expect(told).toMatchObject([
    { link: { id: linkIds[0] }, click: { country: 'US', is_unique: true, trigger: 'link' } },
    { link: { id: linkIds[0] }, click: { country: '', is_unique: false } },
  ])
})
