import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getAnalytics } from '#shared/contract/analytics.ts'
import { createLink } from '#shared/contract/links.ts'
import { createTeam } from '#shared/contract/teams.ts'
import { OWNER, setUpInstance, signIn } from './acts.ts'
import { expectNoProblems, openBrowser, openPage, settle } from './browser.ts'
import { call, type Instance, startInstance } from './server.ts'
import { VISITORS, visit } from './visitor.ts'

const LIMIT_BYTES = 250_000

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

let instance: Instance
let browser: Browser
let signedIn: StorageState
let organization: { id: string; slug: string }
let linkId: string
let teamId: string

async function fillWorkspace(token: string): Promise<void> {
  const params = { orgId: organization.id }
  const destination = 'https://example.com/offers'
  const rules = [{ name: '', conditions: { devices: ['mobile' as const] }, destination }]
  const link = await call(instance, createLink, { params, body: { destination, rules } }, token)
  linkId = link.id
  teamId = (await call(instance, createTeam, { params, body: { name: 'North', slug: 'team-north' } }, token))
    .id
  const { pathname } = new URL(link.short_url)
  for (const visitor of [VISITORS.iphone, VISITORS.windows]) await visit(instance, pathname, visitor)
  const readClicks = () =>
    call(instance, getAnalytics, { params, query: { preset: '24h', zone: 'UTC' } }, token)
  await vi.waitFor(async () => expect((await readClicks()).totals.clicks).toBe(2), { timeout: 20_000 })
}

beforeAll(async () => {
  instance = await startInstance({ TRUST_PROXY: 'true' })
  const made = await setUpInstance(instance)
  organization = made.organization
  browser = await openBrowser()
  const page = await openPage(browser, instance.origin)
  await signIn(page, OWNER.email)
  await page.waitForURL('**/dashboard/**')
  signedIn = await page.context().storageState()
  await page.context().close()
  await fillWorkspace(made.token)
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
})

/** The compressed size of all JavaScript that the first load of an address asks for, in a browser that has kept nothing. */
async function weigh(path: string, storageState: StorageState): Promise<number> {
  const page = await openPage(browser, instance.origin, { storageState })
  const scripts: Promise<number>[] = []
  page.on('response', (answer) => {
    if (/\.js(\?|$)/.test(answer.url())) scripts.push(answer.body().then((body) => gzipSync(body).length))
  })
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
  await page.waitForLoadState('networkidle')
  expectNoProblems(page)
  const sizes = await Promise.all(scripts)
  expect(sizes.length, 'scripts').toBeGreaterThan(1)
  await page.context().close()
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('the sign-in page asks for at most 250 kB of compressed JavaScript', async () => {
  expect(await weigh('/sign-in', { cookies: [], origins: [] })).toBeLessThanOrEqual(LIMIT_BYTES)
})

test('and so do the pages of the dashboard, with something in them', async () => {
  const home = `/dashboard/${organization.slug}`
  const sizes: Record<string, number> = {}
  for (const path of [
    ...['links', 'links/new', `links/${linkId}`, `links/${linkId}/edit`, 'links/import'],
    ...['analytics', 'qr-codes', 'teams', 'scheduling/teams', `scheduling/teams/${teamId}`],
    ...['projects', 'audit-log', 'settings/general', 'settings/domains', 'settings/tags'],
    ...['settings/webhooks', 'settings/integrations'],
  ])
    sizes[path] = await weigh(`${home}/${path}`, signedIn)
  const heavy = Object.entries(sizes).filter(([, size]) => size > LIMIT_BYTES)
  expect(heavy, JSON.stringify(sizes)).toEqual([])
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
