import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

/** What docs/operations.md promises. */
const WINDOW_MS = 200
const CONNECTIONS = 16
const LOAD_MS = 2500
const PATIENCE_MS = 60_000
const server = fileURLToPath(new URL('../../dist/server.mjs', import.meta.url))

interface Running {
  child: ChildProcess
  origin: string
}

const folders: string[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/ready`).then(
    (answer) => answer.ok,
    () => false,
  )

const start = async (folder: string, port: number): Promise<Running> => {
  const { PATH, HOME } = process.env
  const origin = `http://localhost:${port}`
  const child = spawn(process.execPath, [server], {
    stdio: 'ignore',
    env: {
      ...{ PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'error' },
      ...{ PORT: String(port), PUBLIC_URL: origin, GUILDHALL_DATA: folder },
    },
  })
  children.push(child)
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isReady(origin))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('the server does not start')
    await wait(100)
  }
  return { child, origin }
}

const post = async (url: string, body: unknown, token?: string): Promise<Record<string, string>> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Record<string, string>
}

/** A link in an organization of a first person's. */
const prepare = async (origin: string) => {
  const person = { name: 'Ana', email: 'ana@example.com', password: 'correct horse battery staple' }
  const { token = '' } = await post(`${origin}/api/auth/sign-up`, person)
  const { id = '' } = await post(`${origin}/api/organizations`, { name: 'Acme' }, token)
  const link = await post(
    `${origin}/api/organizations/${id}/links`,
    { destination: 'https://example.com/' },
    token,
  )
  return { token, organizationId: id, shortUrl: link['short_url'] ?? '' }
}

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
      const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0' }
      get(`${shortUrl}?utm_term=${number}`, { agent, headers }, (answer) => {
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
const readNumbers = async (origin: string, organizationId: string, token: string): Promise<string[]> => {
  const answer = await fetch(
    `${origin}/api/organizations/${organizationId}/analytics/export?preset=24h&format=json`,
    { headers: { authorization: `Bearer ${token}` } },
  )
  const lines = (await answer.text()).split('\n').filter((line) => line !== '')
  return lines.map((line) => (JSON.parse(line) as { utm_term: string }).utm_term)
}

const runUntil = async (signal: 'SIGKILL' | 'SIGTERM') => {
  const port = await freePort()
  const folder = await mkdtemp(path.join(tmpdir(), 'guildhall-clicks-'))
  folders.push(folder)
  const first = await start(folder, port)
  const place = await prepare(first.origin)
  const load: Load = { answered: new Map(), slowestMs: 0 }
  const visits = visit(place.shortUrl, performance.now() + LOAD_MS * 2, load)
  await wait(LOAD_MS)
  const exit = once(first.child, 'exit')
  const endedAt = performance.now()
  first.child.kill(signal)
  const [code] = (await exit) as [number | null]
  await visits
  const second = await start(folder, port)
  return {
    ...{ load, endedAt, code },
    counted: await readNumbers(second.origin, place.organizationId, place.token),
  }
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
