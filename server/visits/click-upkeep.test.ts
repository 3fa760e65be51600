import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restoreBackup } from '#server/kernel/backup/restore-backup.ts'
import { writeBackup } from '#server/kernel/backup/write-backup.ts'
import { deleteOrganization } from '#server/organizations/delete-organization.ts'
import { purgeOrganizations } from '#server/organizations/purge-organizations.ts'
import { createEmptyDatabase } from '#test/database.ts'
import { newVisits, type Visits } from '#test/visits.ts'
import { cutClicks } from './cut-clicks.ts'
import { drainVisits } from './drain-visits.ts'
import { keepClicks } from './keep-click-partitions.ts'
import { recordClick } from './record-click.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
})
afterAll(() => visits.close())

const DAY_MS = 24 * 60 * 60 * 1000
const TABLES = ['clicks', 'click_quarters', 'click_days', 'click_months', 'click_visitors']

const clickDaysAgo = async (organizationId: string, linkId: string | undefined, days: number[]) => {
  for (const ago of days)
    recordClick(
      visits.runtime,
      visits.clickOn(organizationId, linkId, { at: visits.clock.now().getTime() - ago * DAY_MS }),
    )
  await drainVisits(visits.runtime)
}

const countRows = async (organizationId: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const [row] = await visits.query<{ n: number }>(
      `select count(*) as n from ${table} where organization_id = $1`,
      [organizationId],
    )
    counts[table] = row?.n ?? 0
  }
  return counts
}

const partitions = async (parent: string): Promise<string[]> =>
  (
    await visits.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1`,
      [parent],
    )
  ).map(({ name }) => name)

test('clicks older than the plan keeps are deleted to the day, from every sum; others stay', async () => {
  const free = await visits.newLinks(1, { plan: 'free' })
  const unlimited = await visits.newLinks(1)
  for (const { organizationId, linkIds } of [free, unlimited])
    await clickDaysAgo(organizationId, linkIds[0], [0, 29, 31, 100, 200])
  const kept = await countRows(unlimited.organizationId)
  await Promise.all([cutClicks(visits.runtime), cutClicks(visits.runtime)])
  expect(await countRows(unlimited.organizationId)).toEqual(kept)
  expect((await countRows(free.organizationId))['clicks']).toBe(2)
  const [oldest] = await visits.query<{ quarters: Date; days: Date; months: Date }>(
    `select (select min(starts_at) from click_quarters where organization_id = $1) as quarters,
       (select min(day)::timestamptz from click_days where organization_id = $1) as days,
       (select min(month)::timestamptz + interval '1 month' from click_months where organization_id = $1) as months`,
    [free.organizationId],
  )
  const border = Math.floor(visits.clock.now().getTime() / DAY_MS) * DAY_MS - 30 * DAY_MS
  for (const at of Object.values(oldest ?? {})) expect(at.getTime()).toBeGreaterThanOrEqual(border)
})

test('an old month in which no click is left is dropped', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1, { plan: 'free' })
  await clickDaysAgo(organizationId, linkIds[0], [800])
  const before = await partitions('clicks')
  await cutClicks(visits.runtime)
  expect((await partitions('clicks')).length).toBe(before.length - 1)
})

test('two days after a month its salt and visitors are gone; its clicks stay', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await clickDaysAgo(organizationId, linkIds[0], [0])
  const [salt] = await visits.query<{ month: string }>('select max(month)::text as month from visit_salts')
  await keepClicks(visits.runtime)
  expect((await visits.query('select from visit_salts where month = $1', [salt?.month])).length).toBe(1)
  visits.clock.advance({ days: 34 })
  await keepClicks(visits.runtime)
  expect(await visits.query('select from visit_salts where month = $1', [salt?.month])).toEqual([])
  expect(await countRows(organizationId)).toMatchObject({ clicks: 1, click_visitors: 0 })
  const month = visits.clock.now().toISOString().slice(0, 7).replace('-', '')
  expect(await partitions('click_visitors')).toContain(`click_visitors_${month}`)
})

test('a visitor of two months is unique in each', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await clickDaysAgo(organizationId, linkIds[0], [0, 0, 40, 40])
  expect(await visits.totals(organizationId)).toEqual({ clicks: 4, uniques: 2, bots: 0, rows: 4 })
  const hashes = await visits.query('select distinct visitor from clicks where organization_id = $1', [
    organizationId,
  ])
  expect(hashes).toHaveLength(2)
})

test('purging an organization leaves nothing of its clicks', async () => {
  const { organizationId, linkIds, owner } = await visits.newLinks(1)
  await clickDaysAgo(organizationId, linkIds[0], [0, 40])
  await visits.within(owner, organizationId, (ctx) => deleteOrganization(ctx, {}))
  visits.clock.advance({ days: 8 })
  await purgeOrganizations(visits.runtime)
  const counts = await countRows(organizationId)
  expect(counts).toEqual(Object.fromEntries(TABLES.map((table) => [table, 0])))
})

test('what was written while the organization went is swept up', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await clickDaysAgo(organizationId, linkIds[0], [0, 40])
  await visits.query('delete from organizations where id = $1', [organizationId])
  await cutClicks(visits.runtime)
  expect(await countRows(organizationId)).toMatchObject({ clicks: 0, click_quarters: 0, click_months: 0 })
})

test('a backup carries the months of clicks, and they are guarded as before', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  await clickDaysAgo(organizationId, linkIds[0], [0, 40])
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-clicks-'))
  const file = join(folder, 'backup.tar.gz')
  const target = await createEmptyDatabase()
  try {
    await writeBackup(visits.runtime.ownerDatabase.connectionString, file)
    await restoreBackup(file, { connectionString: target.url })
    const client = new pg.Client({ connectionString: target.url })
    await client.connect()
    const { rows } = await client.query('select count(*)::int as n from clicks where organization_id = $1', [
      organizationId,
    ])
    const guarded = await client.query(
      `select count(*)::int as n, bool_and(c.relrowsecurity and c.relforcerowsecurity
         and exists (select from pg_policy p where p.polrelid = c.oid)) as all_guarded
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent in ('clicks'::regclass, 'click_visitors'::regclass)`,
    )
    await client.end()
    expect(rows).toEqual([{ n: 2 }])
    expect(guarded.rows[0]).toMatchObject({ all_guarded: true })
    expect(guarded.rows[0]?.n).toBe(
      (await partitions('clicks')).length + (await partitions('click_visitors')).length,
    )
  } finally {
    await target.drop()
    await rm(folder, { recursive: true, force: true })
  }
})
