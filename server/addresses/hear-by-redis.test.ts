import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { createLink, updateLink } from '#shared/contract/links.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'
import { addressCacheOf } from './address-cache.ts'
import { hearChanges } from './hear-changes.ts'

const PATIENCE = { timeout: 15_000, interval: 20 }
let world: World
let organization: TestOrganization
let folder: string
let port: number
let redis: ChildProcess | undefined

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address === null || typeof address === 'string' ? reject() : resolve(address.port)))
    })
  })

const startRedis = async (): Promise<void> => {
  const file = new URL('../../scripts/find-redis.mjs', import.meta.url).href
  const { ensureRedis } = (await import(file)) as { ensureRedis: () => Promise<string> }
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  redis = spawn(await ensureRedis(), options, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of redis.stdout ?? []) if (String(line).includes('Ready to accept')) break
}

const stopRedis = async (): Promise<void> => {
  if (redis === undefined || redis.exitCode !== null) return
  redis.kill('SIGTERM')
  await once(redis, 'exit')
}

/** One more process's runtime on the same database, with REDIS_URL. */
const newNode = (): Runtime =>
  assembleRuntime(
    { ...world.runtime.config, redisUrl: `redis://127.0.0.1:${port}` },
    world.databaseUrl,
    createLog('silent'),
    () => new Date(),
  )

beforeAll(async () => {
  world = await newWorld()
  organization = await world.newOrganization(await world.newPerson())
  folder = await mkdtemp(join(tmpdir(), 'guildhall-redis-'))
  port = await freePort()
  await startRedis()
})
afterAll(async () => {
  await stopRedis()
  await rm(folder, { recursive: true, force: true })
  await world.close()
})

const isLive = (node: Runtime) => addressCacheOf(node).lease.isLive()
const destinationAt = async (node: Runtime, key: string) =>
  (await addressCacheOf(node).addresses.find(key))?.link?.destination

describe('with REDIS_URL', () => {
  it('a web process hears what a process with a worker passes on, and trusts nothing without both', async () => {
    const [web, worker] = [newNode(), newNode()]
    const stopWeb = await hearChanges(web, 'web')
    expect(isLive(web)).toBe(false)
    let stopWorker = await hearChanges(worker, 'worker')
    await expect.poll(() => isLive(web), PATIENCE).toBe(true)

    const params = { orgId: organization.id }
    const body = { slug: 'relayed', destination: 'https://example.com/0' }
    const link = await world.must(createLink, { as: organization.owner, params, body })
    const moveTo = (destination: string) =>
      world.must(updateLink, {
        as: organization.owner,
        params: { ...params, linkId: link.id },
        body: { destination },
      })
    for (const destination of ['https://example.com/1', 'https://example.com/2']) {
      await expect
        .poll(
          async () =>
            (await destinationAt(web, '/relayed')) && addressCacheOf(web).addresses.recall('/relayed'),
          PATIENCE,
        )
        .toBeTruthy()
      await moveTo(destination)
      await expect
        .poll(() => destinationAt(web, '/relayed'), { timeout: 1000, interval: 10 })
        .toBe(destination)
    }

    await stopWorker()
    await expect.poll(() => isLive(web), PATIENCE).toBe(false)
    await moveTo('https://example.com/unheard')
    expect(await destinationAt(web, '/relayed')).toBe('https://example.com/unheard')

    stopWorker = await hearChanges(worker, undefined)
    await expect.poll(() => isLive(web), PATIENCE).toBe(true)
    expect(await destinationAt(web, '/relayed')).toBe('https://example.com/unheard')

    await stopRedis()
    await expect.poll(() => isLive(web), PATIENCE).toBe(false)
    expect(isLive(worker)).toBe(true)
    await moveTo('https://example.com/last')
    expect(await destinationAt(web, '/relayed')).toBe('https://example.com/last')
    await startRedis()
    await expect.poll(() => isLive(web), PATIENCE).toBe(true)
    expect(await destinationAt(web, '/relayed')).toBe('https://example.com/last')

    await stopWeb()
    await stopWorker()
    for (const node of [web, worker]) {
      await node.database.close()
      await node.ownerDatabase.close()
    }
  }, 90_000)
})
