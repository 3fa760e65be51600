import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWNER, setUpInstance, signIn } from './acts.ts'
import { expectNoProblems, openBrowser, openPage, settle } from './browser.ts'
import { type Instance, startInstance } from './server.ts'

const LIMIT_BYTES = 250_000

let instance: Instance
let browser: Browser
let slug: string

beforeAll(async () => {
  instance = await startInstance()
  slug = (await setUpInstance(instance)).organization.slug
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
})

/** The compressed size of all JavaScript that the first load of an address asks for, in a browser that has kept nothing. */
async function weigh(path: string, isSignedIn: boolean): Promise<number> {
  const page = await openPage(browser, instance.origin)
  if (isSignedIn) {
    await signIn(page, OWNER.email)
    await page.waitForURL('**/dashboard/**')
  }
  const fresh = await openPage(browser, instance.origin, {
    storageState: await page.context().storageState(),
  })
  const scripts: Promise<number>[] = []
  fresh.on('response', (answer) => {
    if (/\.js(\?|$)/.test(answer.url())) scripts.push(answer.body().then((body) => gzipSync(body).length))
  })
  await fresh.goto(path)
  await fresh.getByRole('heading', { level: 1 }).waitFor()
  await settle(fresh)
  expectNoProblems(fresh)
  const sizes = await Promise.all(scripts)
  expect(sizes.length, 'scripts').toBeGreaterThan(1)
  await Promise.all([page.context().close(), fresh.context().close()])
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('the sign-in page asks for at most 250 kB of compressed JavaScript', async () => {
  expect(await weigh('/sign-in', false)).toBeLessThanOrEqual(LIMIT_BYTES)
})

test('and so does a page of the dashboard', async () => {
  expect(await weigh(`/dashboard/${slug}/teams`, true)).toBeLessThanOrEqual(LIMIT_BYTES)
})

test('scripts come compressed, and are kept for good', async () => {
  const page = await (await fetch(`${instance.origin}/sign-in`)).text()
  const script = /src="(\/assets\/index-[\w-]+\.js)"/.exec(page)?.[1]
  const answer = await fetch(`${instance.origin}${script}`, { headers: { 'accept-encoding': 'br, gzip' } })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

interface Chunk {
  file: string
  isDynamicEntry?: boolean
}

test('every page is a chunk of its own', async () => {
  const folder = new URL('../../dist/dashboard/', import.meta.url)
  const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', folder), 'utf8')) as Record<
    string,
    Chunk
  >
  const routes = await Promise.all(
    ['account', 'auth', 'workspace'].map((name) =>
      readFile(new URL(`../../dashboard/routes/${name}-routes.ts`, import.meta.url), 'utf8'),
    ),
  )
  const pages = [...routes.join('\n').matchAll(/import\('\.\.\/(pages\/[^']+)'\)/g)].map(([, file]) => file)
  expect(pages.length).toBeGreaterThan(20)
  const files = pages.map((file) => manifest[file ?? ''])
  expect(pages.filter((_, index) => files[index]?.isDynamicEntry !== true)).toEqual([])
  expect(new Set(files.map((chunk) => chunk?.file)).size).toBe(pages.length)
})
