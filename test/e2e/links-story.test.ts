import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startDns, type TestDns } from '../dns.ts'
import { dubExport, dubRows } from '../dub-export.ts'
import { startReceiver, type TestReceiver } from '../receiver.ts'
import { OWNER, setUpInstance, signIn } from './acts.ts'
import { choose, expectNoViolations, openBrowser, openPage, settle } from './browser.ts'
import { type Instance, startInstance } from './server.ts'
import { VISITORS, visit } from './visitor.ts'

const HOSTNAME = 'go.northwind.test'

let instance: Instance
let dns: TestDns
let receiver: TestReceiver
let browser: Browser
let owner: Page
let home: string
let secret: string

beforeAll(async () => {
  dns = await startDns()
  receiver = await startReceiver()
  instance = await startInstance({
    DNS_SERVERS: dns.address,
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    TRUST_PROXY: 'true',
  })
  const { organization } = await setUpInstance(instance)
  home = `/dashboard/${organization.slug}`
  browser = await openBrowser()
  owner = await openPage(browser, instance.origin)
  await signIn(owner, OWNER.email)
  await owner.waitForURL('**/dashboard/**')
  await owner.goto(`${home}/links`)
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
  await receiver?.close()
  await dns?.close()
})

// Each step stands on the one before: after a failure the rest fails at once.
beforeEach(({ onTestFailed }) => onTestFailed(() => browser.close()))

test('a fresh workspace says how to begin; pasting an address makes the first link', async () => {
  await owner.getByRole('heading', { name: 'Links', level: 1 }).waitFor()
  await expectNoViolations(owner)
  await owner.getByLabel('Paste a link to shorten it').fill('example.com/first?from=paste')
  await owner.keyboard.press('Enter')
  await owner.getByRole('status').filter({ hasText: 'is made' }).waitFor()
  await owner.getByRole('table', { name: 'Links' }).getByText('example.com/first').waitFor()
})

test('a thousand links come from a file as Dub exports it, tried first', async () => {
  await owner.getByRole('link', { name: 'Import' }).click()
  await owner.getByRole('heading', { name: 'Import links' }).waitFor()
  await expectNoViolations(owner)
  const content = dubExport([
    ...dubRows(1000, 'spring'),
    { slug: 'broken', destination: 'javascript:alert(1)' },
  ])
  await owner
    .getByLabel('File of links')
    .setInputFiles({ name: 'dub.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await owner.getByText('looks like').filter({ hasText: 'Dub' }).waitFor()
  await expectNoViolations(owner)
  await owner.getByRole('button', { name: 'Try Without Creating' }).click()
  await owner.getByRole('heading', { name: 'What the trial run found' }).waitFor()
  await owner.getByRole('table', { name: 'Rows that failed' }).getByText('javascript:').waitFor()
  await owner.getByRole('button', { name: /^Import 1,001 Rows/ }).click()
  await owner.getByRole('heading', { name: 'The import is done' }).waitFor()
  await owner.reload()
  await owner.getByRole('heading', { name: 'The import is done' }).waitFor()
  await expectNoViolations(owner)
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('link', { name: 'Download Failed Rows' }).click(),
  ])
  const rows = (await (await download.createReadStream()).toArray()).join('').trim().split('\n')
  expect(rows).toHaveLength(2)
  await owner.getByRole('link', { name: 'Show Links' }).click()
  await owner.getByText('1,001').first().waitFor()
  expect(await visit(instance, '/spring-7', VISITORS.windows)).toMatchObject({
    status: 302,
    location: 'https://example.com/spring/7?ref=dub',
  })
})

test('a custom domain is proved by its TXT record and serves links from then on', async () => {
  await owner.goto(`${home}/settings/domains`)
  await owner.getByRole('button', { name: 'Add domain' }).first().click()
  const dialog = owner.getByRole('dialog', { name: 'Add domain' })
  await dialog.getByLabel('Hostname').fill('GO.northwind.test')
  await dialog.getByRole('button', { name: 'Add domain' }).click()
  const panel = owner.getByRole('dialog', { name: HOSTNAME })
  await panel.getByText('Not proved yet').waitFor()
  await expectNoViolations(owner)
  const value = await panel.getByText(/^guildhall-verification=/).innerText()
  expect((await visit(instance, '/spring-7', VISITORS.windows, HOSTNAME)).status).toBe(404)
  await panel.getByRole('button', { name: 'Check now' }).click()
  await panel
    .getByText(/_guildhall\.go\.northwind\.test/)
    .first()
    .waitFor()
  dns.texts.set(`_guildhall.${HOSTNAME}`, [[value]])
  await panel.getByRole('button', { name: 'Check now' }).click()
  await panel.getByText('Proved since').waitFor()
  await expectNoViolations(owner)
})

test('the composer makes a link on the domain', async () => {
  await owner.goto(`${home}/links/new`)
  await owner.getByLabel('Destination').fill('https://example.com/launch')
  await choose(owner, 'Domain', HOSTNAME)
  await owner.getByLabel('Slug').fill('launch')
  await owner.getByRole('img', { name: 'Can be had' }).waitFor()
  await owner.getByLabel('Title').fill('The launch')
  await expectNoViolations(owner)
  await owner.keyboard.press('Control+Enter')
  await owner.waitForURL(`**${home}/links/link_*`)
  await owner.getByRole('heading', { level: 1 }).filter({ hasText: 'launch' }).waitFor()
  await settle(owner)
  await expectNoViolations(owner)
})

test('people on several devices follow it; robots and looks ahead are told apart', async () => {
  const follow = (name: keyof typeof VISITORS, path = '/launch') =>
    visit(instance, path, VISITORS[name], HOSTNAME)
  for (const name of ['iphone', 'android', 'windows', 'mac'] as const)
    expect(await follow(name)).toMatchObject({ status: 302, location: 'https://example.com/launch' })
  await follow('iphone')
  await follow('android', '/launch?qr=1')
  await follow('windows', '/LAUNCH?utm_source=letter')
  await follow('bot')
  expect((await follow('windows', '/launch+')).text).toContain('https://example.com/launch')
  const readClicks = async () => {
    await owner.reload()
    await settle(owner)
    return owner.locator('[class*="tile"]').filter({ hasText: 'Clicks' }).allInnerTexts()
  }
  await expect.poll(readClicks, { timeout: 30_000 }).toContainEqual(expect.stringMatching(/^Clicks\s+7\b/))
})

test('the charts tell who they were', async () => {
  await owner.goto(`${home}/analytics?preset=24h`)
  const tile = (label: string) => owner.locator('[class*="tile"]').filter({ hasText: label }).first()
  // Seven on the launch, and two on imported links.
  await tile('Clicks').getByText('8', { exact: true }).waitFor()
  await tile('Unique visitors').getByText('5', { exact: true }).waitFor()
  await tile('Bots').getByText('1', { exact: true }).waitFor()
  const row = (name: string) => owner.locator(`button[title="${name}"]`)
  await row('United States').getByText('4', { exact: true }).waitFor()
  await row('Germany').getByText('2', { exact: true }).waitFor()
  await row('Netherlands').getByText('2', { exact: true }).waitFor()
  await settle(owner)
  await expectNoViolations(owner)
  await row('Germany').click()
  await tile('Clicks').getByText('2', { exact: true }).waitFor()
  await owner.goto(`${home}/analytics?view=live`)
  await owner.getByText('launch').first().waitFor()
  await settle(owner)
  await expectNoViolations(owner)
})

test('its QR code is read back by a decoder', async () => {
  await owner.goto(`${home}/links?search=launch`)
  await owner
    .getByRole('link', { name: /go\.northwind\.test.*launch/ })
    .first()
    .click()
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    (async () => {
      await owner.getByRole('button', { name: 'QR code' }).first().click()
      await owner.getByRole('link', { name: 'PNG' }).click()
    })(),
  ])
  const picture = PNG.sync.read(Buffer.concat(await (await download.createReadStream()).toArray()))
  const read = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)
  expect(read?.data).toBe(`http://${HOSTNAME}:${new URL(instance.origin).port}/launch?qr=1`)
})

test('a webhook is told of a new link, signed as Standard Webhooks says', async () => {
  await owner.goto(`${home}/settings/webhooks`)
  await owner.getByRole('button', { name: 'Create Webhook' }).first().click()
  const dialog = owner.getByRole('dialog', { name: 'Create Webhook' })
  await dialog.getByLabel('Name').fill('Ledger')
  await dialog.getByLabel('Address').fill(receiver.url)
  await dialog.getByLabel('link.created').check()
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Create Webhook' }).click()
  secret = await dialog.getByLabel('Signing secret', { exact: true }).inputValue()
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  await owner.goto(`${home}/links`)
  await owner.getByLabel('Paste a link to shorten it').fill('https://example.com/told')
  await owner.keyboard.press('Enter')
  await owner.getByRole('status').filter({ hasText: 'is made' }).waitFor()
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1)
  const [told] = receiver.received
  const event = new Webhook(secret).verify(told?.body ?? '', told?.headers ?? {})
  expect(event).toMatchObject({
    type: 'link.created',
    data: { link: { destination: 'https://example.com/told' } },
  })
  await owner.goto(`${home}/settings/webhooks`)
  await owner.getByRole('link', { name: 'Ledger' }).click()
  await owner
    .getByRole('table', { name: /Deliver/ })
    .getByText('link.created')
    .waitFor()
  await expectNoViolations(owner)
})
