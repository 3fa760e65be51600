import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { newVisits, type Visits } from '#test/visits.ts'
import { recorderOf } from './click-recorder.ts'
import { drainVisits } from './drain-visits.ts'
import { recordClick } from './record-click.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
})
afterAll(() => visits.close())

let dataFolder: string
const opened: Runtime[] = []
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-journal-'))
})
afterEach(async () => {
  for (const runtime of opened.splice(0)) {
    await runtime.database.close()
    await runtime.ownerDatabase.close()
  }
  await rm(dataFolder, { recursive: true, force: true })
})

/** Another process on the same database, with the test's data folder. */
const newProcess = async (): Promise<Runtime> => {
  const config = { ...visits.runtime.config, dataFolder }
  const { connectionString } = visits.runtime.database
  const runtime = assembleRuntime(config, connectionString, createLog('silent'), visits.clock.now)
  opened.push(runtime)
  await recorderOf(runtime).open()
  return runtime
}

const folder = () => join(dataFolder, 'clicks')
const files = (): Promise<string[]> => readdir(folder()).catch(() => [])

/** Holds up everything that writes clicks, as a database that does not answer would. */
const stopDatabase = async (): Promise<() => Promise<void>> => {
  const lock = await visits.runtime.ownerDatabase.pool.connect()
  await lock.query('begin')
  await lock.query('lock table click_batches in access exclusive mode')
  return async () => {
    await lock.query('commit')
    lock.release()
  }
}

/** What a process leaves that is killed: its files, with so many clicks. */
const leaveClicks = async (organizationId: string, linkId: string | undefined, count: number) => {
  const goOn = await stopDatabase()
  const killed = await newProcess()
  for (let n = 0; n < count; n++)
    recordClick(killed, visits.clickOn(organizationId, linkId, { ip: `203.0.113.${n % 250}` }))
  const read = async () => {
    const [name = 'none'] = await files()
    return { name, text: await readFile(join(folder(), name), 'utf8') }
  }
  const left = await vi
    .waitFor(async () => {
      const found = await read()
      expect(found.text).toMatch(/\n$/)
      return found
    }, 5000)
    .finally(goOn)
  await drainVisits(killed)
  return left
}

test('a click is on the disk before 200 ms are over, the database away or not, and leaves it once it is written', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const runtime = await newProcess()
  const goOn = await stopDatabase()
  recordClick(runtime, visits.clickOn(organizationId, linkIds[0]))
  await vi.waitFor(async () => expect(await files()).toHaveLength(1), { timeout: 200, interval: 10 })
  const [name = ''] = await files()
  const path = join(folder(), name)
  await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toContain(linkIds[0]), 150)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const kept = await readFile(path, 'utf8')
  for (const secret of ['203.0.113.7', 'iPhone OS', 'Mozilla']) expect(kept).not.toContain(secret)
  await goOn()
  await drainVisits(runtime)
  expect(await files()).toEqual([])
  expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 1, bots: 0, rows: 1 })
})

test('what a killed process left is written by the next, once, however often it finds it', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const { name, text } = await leaveClicks(organizationId, linkIds[0], 30)
  await visits.query('delete from click_batches')
  const before = await visits.totals(organizationId)
  expect(before.clicks).toBe(30)
  await writeFile(join(folder(), name), text)
  await Promise.all([newProcess(), newProcess(), newProcess()])
  expect(await visits.totals(organizationId)).toEqual({ clicks: 60, uniques: 30, bots: 0, rows: 60 })
  // It may be a living process's: it goes when nothing was added for some seconds.
  expect(await files()).toEqual([name])
  await utimes(join(folder(), name), new Date(0), new Date(0))
  await newProcess()
  expect(await files()).toEqual([])
  expect((await visits.totals(organizationId)).clicks).toBe(60)
})

test('a line that was cut off, and whatever is not ours, is left out; what stands before it counts', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const { name, text } = await leaveClicks(organizationId, linkIds[0], 3)
  await visits.query('delete from click_batches')
  await mkdir(folder(), { recursive: true })
  await writeFile(join(folder(), name), `${text}{"id":"3b241101-e2bb-4255-8caf-4136c566a962","months":["2026`)
  await writeFile(join(folder(), 'notes.txt'), 'not ours')
  await writeFile(join(folder(), 'odd.clicks'), '\u0000\n[]\n{}\n')
  await newProcess()
  expect(await visits.totals(organizationId)).toMatchObject({ clicks: 6, rows: 6 })
  expect(await files()).toContain('notes.txt')
})

test('without a folder to write in clicks are counted all the same', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const runtime = await newProcess()
  await writeFile(folder(), 'a file is in the way')
  recordClick(runtime, visits.clickOn(organizationId, linkIds[0]))
  await drainVisits(runtime)
  expect(await visits.totals(organizationId)).toMatchObject({ clicks: 1, rows: 1 })
})

test('a process that has to end while the database is away leaves its clicks to the next', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  const ending = await newProcess()
  recordClick(ending, visits.clickOn(organizationId, linkIds[0]))
  await ending.database.close()
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const drained = drainVisits(ending)
    vi.advanceTimersByTime(11_000)
    await drained
  } finally {
    vi.useRealTimers()
  }
  expect(await files()).toHaveLength(1)
  await newProcess()
  expect(await visits.totals(organizationId)).toMatchObject({ clicks: 1, rows: 1 })
})
