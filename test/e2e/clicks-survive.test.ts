import { Agent, get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { ask, createRestartable, makeLinks, type Place, type Restartable } from './restartable.ts'

/** What docs/operations.md promises. */
const WINDOW_MS = 200
const CONNECTIONS = 16
const LOAD_MS = 2500
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0'

let server: Restartable
afterEach(() => server.remove())

interface Load {
  /** When each visit that was answered was, by its number. */
  answered: Map<string, number>
  slowestMs: number
}

/** Visits the link over several connections, each visit with a number of its own, until `stop` or the server is gone. */
const visit = async (shortUrl: string, until: number, load: Load): Promise<void> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let next = 0
  const once302 = (number: string): Promise<boolean> =>
    new Promise((resolve) => {
      const sent = performance.now()
      get(`${shortUrl}?utm_term=${number}`, { agent, headers: { 'user-agent': BROWSER } }, (answer) => {
        answer.resume().on('end', () => {
          const now = performance.now()
          if (answer.statusCode === 302) load.answered.set(number, now)
          load.slowestMs = Math.max(load.slowestMs, now - sent)
          resolve(true)
        })
        answer.on('error', () => resolve(false))
      }).on('error', () => resolve(false))
    })
  const work = async (): Promise<void> => {
    while (performance.now() < until && (await once302(String(next++)))) await wait(5)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  agent.destroy()
}

/** The numbers of all clicks that were counted, as they were exported. */
const readNumbers = async (place: Place): Promise<string[]> => {
  const text = await ask(server, place, 'analytics/export?preset=24h&format=json')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => (JSON.parse(line) as { utm_term: string }).utm_term)
}

const runUntil = async (signal: 'SIGKILL' | 'SIGTERM') => {
  server = await createRestartable()
  await server.start()
  const place = await makeLinks(server, 1)
  const load: Load = { answered: new Map(), slowestMs: 0 }
  const visits = visit(place.shortUrls[0] ?? '', performance.now() + LOAD_MS * 2, load)
  await wait(LOAD_MS)
  const endedAt = performance.now()
  const code = await server.end(signal)
  await visits
  await server.start()
  return { load, endedAt, code, counted: await readNumbers(place) }
}

test('a process that is killed loses no more than the clicks of its last moments, and none counts twice', async () => {
  const { load, endedAt, counted } = await runUntil('SIGKILL')
  expect(load.answered.size).toBeGreaterThan(500)
  expect(new Set(counted).size).toBe(counted.length)
  const known = new Set(counted)
  // Answers are seen later than they were given: by no more than the slowest of them took.
  const safeUntil = endedAt - WINDOW_MS - load.slowestMs
  const lost = [...load.answered].filter(([number, at]) => at < safeUntil && !known.has(number))
  expect(lost).toEqual([])
})

test('a process that is told to stop loses none', async () => {
  const { load, code, counted } = await runUntil('SIGTERM')
  expect(code).toBe(0)
  expect(load.answered.size).toBeGreaterThan(500)
  expect(new Set(counted).size).toBe(counted.length)
  const known = new Set(counted)
  expect([...load.answered.keys()].filter((number) => !known.has(number))).toEqual([])
})

const VISITORS = 703
const LINKS = 20

/** So many redirects over 64 connections, by people and links in turn; answers which pairs there were. */
const redirect = async ({ shortUrls }: Place, count: number, pairs: Set<string>): Promise<void> => {
  const pool = new Pool(server.origin, { connections: 64, pipelining: 1 })
  let sent = 0
  const work = async (): Promise<void> => {
    while (sent < count) {
      const n = sent++
      const [link, person] = [n % LINKS, (n * 31) % VISITORS]
      pairs.add(`${link} ${person}`)
      const { statusCode, body } = await pool.request({
        method: 'GET',
        path: new URL(shortUrls[link] ?? '').pathname,
        headers: {
          'user-agent': BROWSER,
          'x-forwarded-for': `203.0.${person % 7}.${Math.floor(person / 7)}`,
        },
      })
      await body.dump()
      expect(statusCode).toBe(302)
    }
  }
  await Promise.all(Array.from({ length: 64 }, work))
  await pool.close()
}

test('100,000 redirects over 64 connections, with a kill -9 between them, are counted exactly, uniques too', async () => {
  server = await createRestartable()
  await server.start()
  const place = await makeLinks(server, LINKS)
  const pairs = new Set<string>()
  await redirect(place, 60_000, pairs)
  await wait(WINDOW_MS)
  expect(await server.end('SIGKILL')).toBeNull()
  await server.start()
  await redirect(place, 40_000, pairs)
  const readTotals = async () =>
    (JSON.parse(await ask(server, place, 'analytics?preset=24h')) as { totals: object }).totals
  await expect
    .poll(readTotals, { timeout: 30_000, interval: 500 })
    .toMatchObject({ clicks: 100_000, uniques: pairs.size, bots: 0 })
  await wait(1500)
  expect(await readTotals()).toMatchObject({ clicks: 100_000, uniques: pairs.size, bots: 0 })
})
