import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signUp } from '#shared/contract/account.ts'
import { createLink, deleteLink, updateLink } from '#shared/contract/links.ts'
import { listOrganizations } from '#shared/contract/organizations.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { call, type Instance, startInstance } from './server.ts'

const LISTENERS = `select pid from pg_stat_activity
  where datname = current_database() and application_name = 'guildhall-addresses'`
/** What the product promises: no node answers with what was before for longer. */
const PROMISED_MS = 1000
const PATIENCE = { timeout: 30_000 }

let database: TestDatabase
let client: pg.Client
let nodes: Instance[]
let token: string
let orgId: string

const nodeAt = (at: number): Instance => {
  const node = nodes[at]
  if (node === undefined) throw new Error(`no node ${at}`)
  return node
}

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const settings = {
    DATABASE_URL: database.url,
    SECRET: 'a secret that two nodes share, of more than 32 characters',
  }
  nodes = [await startInstance(settings), await startInstance(settings)]
  const body = { name: 'Nora', email: 'nora@example.com', password: 'correct horse battery staple' }
  token = (await call(nodeAt(0), signUp, { body })).token ?? ''
  orgId = (await call(nodeAt(0), listOrganizations, {}, token))[0]?.id ?? ''
})
afterAll(async () => {
  for (const node of nodes) await node.remove()
  await client.end()
  await database.drop()
})

interface Seen {
  /** When it was asked for, in milliseconds of performance.now. */
  at: number
  answer: string
}

/** Asks a node for a path without a pause until told to stop. */
const watch = (node: Instance, path: string) => {
  const seen: Seen[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const at = performance.now()
      const { status, headers } = await fetch(`${node.origin}${path}`, { redirect: 'manual' })
      seen.push({ at, answer: headers.get('location') ?? String(status) })
      await wait(2)
    }
  })()
  return {
    seen,
    stop: async () => {
      isOver = true
      await asking
      return seen
    },
  }
}

const newLink = (slug: string) =>
  call(
    nodeAt(0),
    createLink,
    { params: { orgId }, body: { slug, destination: 'https://example.com/old', domain_id: null } },
    token,
  )

/** Changes a link on one node while the other is asked for it; answers how long the old answer was given, and the new one. */
const staleness = async (slug: string, change: (linkId: string) => Promise<unknown>) => {
  const link = await newLink(slug)
  const watching = watch(nodeAt(1), `/${slug}`)
  await expect.poll(() => watching.seen.length, PATIENCE).toBeGreaterThan(30)
  await change(link.id)
  const changedAt = performance.now()
  const first = await fetch(`${nodeAt(0).origin}/${slug}`, { redirect: 'manual' })
  await wait(PROMISED_MS + 500)
  const seen = await watching.stop()
  const old = seen.filter(({ at, answer }) => at > changedAt && answer === 'https://example.com/old')
  return {
    here: first.headers.get('location') ?? String(first.status),
    there: seen.at(-1)?.answer,
    oldForMs: Math.max(0, ...old.map(({ at }) => at - changedAt)),
  }
}

const moveTo = (destination: string) => (linkId: string) =>
  call(nodeAt(0), updateLink, { params: { orgId, linkId }, body: { destination } }, token)

const pidsOfListeners = async (): Promise<number[]> =>
  (await client.query<{ pid: number }>(LISTENERS)).rows.map(({ pid }) => pid)

describe('another node', () => {
  test('never leads to the old destination for longer than a second', async () => {
    const NEW = 'https://example.com/new'
    const moved = await staleness('moved', moveTo(NEW))
    expect(moved).toEqual({ here: NEW, there: NEW, oldForMs: expect.any(Number) })
    expect(moved.oldForMs).toBeLessThan(PROMISED_MS)
    const disabled = await staleness('disabled', (linkId) =>
      call(nodeAt(0), updateLink, { params: { orgId, linkId }, body: { is_enabled: false } }, token),
    )
    expect(disabled).toEqual({ here: '404', there: '404', oldForMs: expect.any(Number) })
    expect(disabled.oldForMs).toBeLessThan(PROMISED_MS)
    const deleted = await staleness('deleted', (linkId) =>
      call(nodeAt(0), deleteLink, { params: { orgId, linkId } }, token),
    )
    expect(deleted).toEqual({ here: '410', there: '410', oldForMs: expect.any(Number) })
    expect(deleted.oldForMs).toBeLessThan(PROMISED_MS)
  })

  test('nor while its listening connection is ended again and again', async () => {
    let isOver = false
    const ending = (async () => {
      while (!isOver) {
        await client.query(`select pg_terminate_backend(pid) from (${LISTENERS}) listeners`)
        await wait(20)
      }
    })()
    const { there, oldForMs } = await staleness('ended', moveTo('https://example.com/new')).finally(
      async () => {
        isOver = true
        await ending
      },
    )
    expect(there).toBe('https://example.com/new')
    expect(oldForMs).toBeLessThan(PROMISED_MS)
  })

  test('nor while its listening connection is frozen and says nothing', async () => {
    await expect.poll(pidsOfListeners, PATIENCE).toHaveLength(2)
    const frozen = await pidsOfListeners()
    try {
      const { there, oldForMs } = await staleness('frozen', async (linkId) => {
        for (const pid of frozen) process.kill(pid, 'SIGSTOP')
        await moveTo('https://example.com/new')(linkId)
      })
      expect(there).toBe('https://example.com/new')
      expect(oldForMs).toBeLessThan(PROMISED_MS)
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT')
    }
    // Thawed or made anew, there are two again, and what they hear counts.
    await expect.poll(pidsOfListeners, PATIENCE).toHaveLength(2)
    const thawed = await staleness('thawed', moveTo('https://example.com/newer'))
    expect(thawed.there).toBe('https://example.com/newer')
    expect(thawed.oldForMs).toBeLessThan(PROMISED_MS)
  })
})
