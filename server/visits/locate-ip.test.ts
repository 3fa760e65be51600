import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisits, type Visits } from '#test/visits.ts'
import { locateIp } from './locate-ip.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
})
afterAll(() => visits.close())

test.each([
  ['8.8.8.8', 'US'],
  ['::ffff:8.8.8.8', 'US'],
  ['2a00:1450:4001:81b::200e', 'IE'],
  ['127.0.0.1', ''],
  ['192.168.1.9', ''],
  ['203.0.113.9', ''],
  ['fe80::1%eth0', ''],
  ['not an address', ''],
  ['', ''],
])('%s is in %s by the bundled database', (ip, country) => {
  expect(locateIp(visits.runtime, ip)).toEqual({ country, region: '', city: '' })
})

test('a file that is no database is logged, and countries are told all the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-geo-'))
  const geoipFile = join(folder, 'cities.mmdb')
  await writeFile(geoipFile, 'no database')
  const logged: unknown[] = []
  const runtime = { ...visits.runtime, config: { ...visits.runtime.config, geoipFile } }
  runtime.log = Object.assign(Object.create(visits.runtime.log) as typeof runtime.log, {
    error: (entry: unknown) => logged.push(entry),
  })
  expect(locateIp(runtime, '8.8.8.8').country).toBe('US')
  expect(logged).toMatchObject([{ file: geoipFile }])
  await rm(folder, { recursive: true })
})
