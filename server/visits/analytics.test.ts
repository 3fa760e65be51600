import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getAnalytics as contract, getBreakdown as listing } from '#shared/contract/analytics.ts'
import { newVisits, type Visits } from '#test/visits.ts'
import { drainVisits } from './drain-visits.ts'
import { getAnalytics, getBreakdown } from './get-analytics.ts'
import { recordClick } from './record-click.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
})
afterAll(() => visits.close())

type Somewhere = Awaited<ReturnType<Visits['newLinks']>>

const ask = ({ owner, organizationId }: Somewhere, query: Record<string, unknown>) =>
  visits.within(owner, organizationId, (ctx) => getAnalytics(ctx, contract.query.parse(query)))
const list = ({ owner, organizationId }: Somewhere, query: Record<string, unknown>) =>
  visits.within(owner, organizationId, (ctx) => getBreakdown(ctx, listing.query.parse(query)))

const clickAt = (place: Somewhere, moments: string[]): Promise<void> => {
  for (const [index, moment] of moments.entries())
    recordClick(
      visits.runtime,
      visits.clickOn(place.organizationId, place.linkIds[0], {
        at: Date.parse(moment),
        ip: `203.0.113.${index % 250}`,
      }),
    )
  return drainVisits(visits.runtime)
}
const seriesOf = async (place: Somewhere, query: Record<string, unknown>) =>
  (await ask(place, query)).series.map(({ starts_at, clicks }) => [starts_at.slice(0, 16), clicks])

describe('a series in a zone', () => {
  test('has a day of 23 hours where clocks go forward and one of 25 where they go back', async () => {
    const place = await visits.newLinks(1)
    await clickAt(place, [
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:59Z',
      '2026-10-25T23:00:00Z',
    ])
    const zone = 'Europe/Berlin'
    expect(await seriesOf(place, { from: '2026-03-28', until: '2026-03-30', zone })).toEqual([
      ['2026-03-27T23:00', 1],
      ['2026-03-28T23:00', 2],
      ['2026-03-29T22:00', 1],
    ])
    expect(await seriesOf(place, { from: '2026-10-25', until: '2026-10-26', zone, interval: 'day' })).toEqual(
      [
        ['2026-10-24T22:00', 2],
        ['2026-10-25T23:00', 1],
      ],
    )
    const hours = await seriesOf(place, { from: '2026-10-25', until: '2026-10-25', zone, interval: 'hour' })
    expect(hours).toHaveLength(25)
  })

  test.each([
    ['Asia/Kathmandu', '2026-05-09T18:15:00Z', '2026-05-09T18:14:59Z'],
    ['Asia/Kolkata', '2026-05-09T18:30:00Z', '2026-05-09T18:29:59Z'],
    ['Australia/Eucla', '2026-05-09T15:15:00Z', '2026-05-09T15:14:59Z'],
  ])('begins the days of %s on its own quarter of an hour', async (zone, first, before) => {
    const place = await visits.newLinks(1)
    await clickAt(place, [before, first])
    expect(await seriesOf(place, { from: '2026-05-09', until: '2026-05-10', zone, interval: 'day' })).toEqual(
      [
        [expect.any(String), 1],
        [first.slice(0, 16), 1],
      ],
    )
  })

  test('has weeks that begin on Monday and months, each cut to the range', async () => {
    const place = await visits.newLinks(1)
    await clickAt(place, [
      '2026-04-30T12:00:00Z',
      '2026-05-01T00:00:00Z',
      '2026-05-04T00:00:00Z',
      '2026-05-31T23:59:00Z',
    ])
    const weeks = await seriesOf(place, { from: '2026-05-01', until: '2026-05-31', interval: 'week' })
    expect(weeks).toEqual([
      ['2026-04-27T00:00', 1],
      ['2026-05-04T00:00', 1],
      ['2026-05-11T00:00', 0],
      ['2026-05-18T00:00', 0],
      ['2026-05-25T00:00', 1],
    ])
    const months = await seriesOf(place, { from: '2026-04-30', until: '2026-05-31', interval: 'month' })
    expect(months).toEqual([
      ['2026-04-01T00:00', 1],
      ['2026-05-01T00:00', 3],
    ])
  })

  test('is told by the minute too', async () => {
    const place = await visits.newLinks(1)
    await clickAt(place, ['2026-05-01T10:00:59Z', '2026-05-01T10:01:00Z'])
    const range = { from: '2026-05-01T10:00:00Z', until: '2026-05-01T10:15:00Z', interval: 'minute' }
    const minutes = await seriesOf(place, range)
    expect(minutes).toHaveLength(15)
    expect(minutes.slice(0, 3)).toEqual([
      ['2026-05-01T10:00', 1],
      ['2026-05-01T10:01', 1],
      ['2026-05-01T10:02', 0],
    ])
  })
})

describe('ranges', () => {
  test('are compared with the same span before', async () => {
    const place = await visits.newLinks(1)
    await clickAt(place, ['2026-03-31T10:00:00Z', '2026-03-05T10:00:00Z', '2026-04-05T10:00:00Z'])
    const april = await ask(place, { from: '2026-04-01', until: '2026-04-30' })
    expect(april.previous).toEqual({ clicks: 2, uniques: 2 })
    expect(april.range.previous_from).toBe('2026-03-02T00:00:00.000Z')
    expect(april.series[3]?.previous_clicks).toBe(1)
    expect(april.series).toHaveLength(30)
  })

  test('by preset end now, and `all` begins with the first click', async () => {
    const place = await visits.newLinks(1)
    const now = visits.clock.now().getTime()
    const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString()
    await clickAt(place, [ago(0), ago(0.5), ago(6.5), ago(40), ago(800)])
    const clicksOf = async (preset: string) => (await ask(place, { preset })).totals.clicks
    expect(await clicksOf('24h')).toBe(2)
    expect(await clicksOf('90d')).toBe(4)
    expect(await clicksOf('all')).toBe(5)
    expect((await ask(place, { preset: 'all' })).previous).toBeNull()
    expect((await ask(place, { preset: '24h' })).series).toHaveLength(24)
    expect((await ask(place, {})).series).toHaveLength(30)
  })

  test('are cut to what the plan keeps', async () => {
    const place = await visits.newLinks(1, { plan: 'free' })
    const { range } = await ask(place, { preset: '90d' })
    expect(range).toMatchObject({ is_cut: true, previous_from: null })
    expect((await ask(place, { preset: '7d' })).range.is_cut).toBe(false)
  })

  test.each([
    [{ until: '2026-01-01' }, 'from'],
    [{ from: '2026-01-02', until: '2026-01-01' }, 'until'],
    [{ from: '1999-01-01' }, 'from'],
    [{ preset: '7d', from: '2026-01-01' }, 'preset'],
    [{ preset: '90d', interval: 'minute' }, 'interval'],
  ])('that make no sense are refused: %j', async (query, field) => {
    const place = await visits.newLinks(1)
    await expect(ask(place, query)).rejects.toMatchObject({ details: { fields: [{ field }] } })
  })
})

test('breakdowns name links, projects and tags; a search looks into the names', async () => {
  const place = await visits.newLinks(3)
  const [first = '', second = ''] = place.linkIds
  await visits.query(
    `insert into projects (organization_id, id, name, color) values ($1, 'prj_' || $1, 'Spring', '#000000')`,
    [place.organizationId],
  )
  await visits.query(
    `insert into tags (organization_id, id, name, color) values ($1, 'tag_' || $1, 'Mail', '#000000')`,
    [place.organizationId],
  )
  await visits.query(`update links set project_id = 'prj_' || organization_id where id = $1`, [first])
  await visits.query(
    `insert into link_tags (organization_id, link_id, tag_id) values ($1, $2, 'tag_' || $1)`,
    [place.organizationId, second],
  )
  for (const [index, linkId] of [first, first, second].entries())
    recordClick(visits.runtime, visits.clickOn(place.organizationId, linkId, { ip: `203.0.113.${index}` }))
  await drainVisits(visits.runtime)
  const { breakdowns } = await ask(place, { breakdowns: 'link,project,tag,device' })
  expect(breakdowns.link?.data.map(({ label, clicks }) => [label, clicks])).toEqual([
    [`localhost:3000/${first}`, 2],
    [`localhost:3000/${second}`, 1],
  ])
  expect(breakdowns.project?.data.map(({ label, clicks }) => [label, clicks])).toEqual([
    ['Spring', 2],
    ['No project', 1],
  ])
  expect(breakdowns.tag?.data.map(({ label, clicks }) => [label, clicks])).toEqual([
    ['No tag', 2],
    ['Mail', 1],
  ])
  expect(breakdowns.device).toMatchObject({ total: 1, data: [{ value: 'mobile', clicks: 3 }] })
  const found = await list(place, { dimension: 'project', search: 'spri' })
  expect(found).toMatchObject({ total: 1, data: [{ label: 'Spring', clicks: 2 }] })
  expect((await list(place, { dimension: 'link', search: 'spri' })).data).toEqual([])
  await visits.query('delete from links where id = $1', [second])
  const after = await list(place, { dimension: 'link' })
  expect(after.data.map(({ label }) => label)).toEqual([`localhost:3000/${first}`, 'Deleted link'])
})
