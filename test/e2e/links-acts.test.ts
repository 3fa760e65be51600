import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptInvitationWithSignUp, createInvitation } from '#shared/contract/invitations.ts'
import { createLinks } from '#shared/contract/link-bulk.ts'
import { createLink } from '#shared/contract/links.ts'
import { createOrganization, updateOrganization } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { startReceiver, type TestReceiver } from '../receiver.ts'
import { OWNER, PASSWORD, setUpInstance, signIn } from './acts.ts'
import { choose, expectNoViolations, openBrowser, openPage, settle } from './browser.ts'
import { call, type Instance, startInstance } from './server.ts'
import { VISITORS, visit } from './visitor.ts'

const MANY = 2500
const MAKER = { name: 'Mika Maker', email: 'mika@example.com' }

let instance: Instance
let receiver: TestReceiver
let browser: Browser
let owner: Page
let maker: Page
let home: string
let orgId: string
let token: string

/** Somebody who makes links and can't approve them. */
const joinMaker = async (): Promise<void> => {
  const params = { orgId }
  const roles = await call(instance, listRoles, { params }, token)
  const role = roles.data.find(
    ({ permissions }) => permissions.includes('links.create') && !permissions.includes('links.approve'),
  )
  const body = { email: MAKER.email, role_id: role?.id ?? '' }
  const { accept_url } = await call(instance, createInvitation, { params, body }, token)
  const invitation = new URL(accept_url ?? '').searchParams.get('token') ?? ''
  const account = { token: invitation, name: MAKER.name, password: PASSWORD }
  await call(instance, acceptInvitationWithSignUp, { body: account })
}

beforeAll(async () => {
  receiver = await startReceiver()
  instance = await startInstance({ TRUST_PROXY: 'true' })
  const made = await setUpInstance(instance)
  ;({ token } = made)
  orgId = made.organization.id
  home = `/dashboard/${made.organization.slug}`
  await call(instance, createOrganization, { body: { name: 'Southwind' } }, token)
  await joinMaker()
  browser = await openBrowser()
  owner = await openPage(browser, instance.origin)
  await signIn(owner, OWNER.email)
  await owner.waitForURL('**/dashboard/**')
  maker = await openPage(browser, instance.origin)
  await signIn(maker, MAKER.email)
  await maker.waitForURL('**/dashboard/**')
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
  await receiver?.close()
})

// Each step stands on the one before: after a failure the rest fails at once.
beforeEach(({ onTestFailed }) => onTestFailed(() => browser.close()))

const done = (page: Page, text: string | RegExp) =>
  page.locator('[role="status"], [role="alert"]').filter({ hasText: text }).first().waitFor()
const openPart = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
/** Types into a select that shows a part of its many options, and chooses what it finds. */
const search = async (page: Page, label: string, text: string) => {
  await page
    .locator('input')
    .and(page.getByLabel(label, { exact: true }))
    .fill(text)
  await page.getByRole('option', { name: text, exact: true }).click()
}
const menuOf = async (page: Page, slug: string, item: string) => {
  await page.getByRole('button', { name: new RegExp(`^Actions for .*/${slug}$`) }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('rules are written, put in order by hand and by keys, and tried', async () => {
  await owner.goto(`${home}/links/new`)
  await owner.getByLabel('Destination').fill('https://example.com/launch')
  await owner.getByLabel('Slug').fill('launch')
  await openPart(owner, 'UTM parameters')
  await owner.getByLabel('Campaign').fill('spring sale')
  await owner.getByRole('textbox', { name: 'Tags' }).fill('Spring')
  await owner.getByRole('option', { name: 'Create “Spring”' }).click()
  await owner.getByRole('button', { name: 'Take off Spring' }).waitFor()
  await openPart(owner, 'Smart rules')
  await owner.getByRole('button', { name: 'Add a rule' }).click()
  await owner.getByLabel('Name of rule 1').fill('Germans')
  await owner.getByRole('button', { name: 'Remove the condition Device' }).click()
  await owner.getByRole('button', { name: 'Add a condition' }).click()
  await owner.getByRole('menuitem', { name: 'Country' }).click()
  await search(owner, 'Country is', 'Germany')
  await owner.getByLabel('Leads to').fill('example.com/germans')
  await owner.getByRole('button', { name: 'Add a rule' }).click()
  await owner.getByLabel('Name of rule 2').fill('Phones')
  await choose(owner, 'Device is', 'Phone')
  await owner.getByLabel('Leads to').nth(1).fill('example.com/phones')
  await expectNoViolations(owner)
  const nameOf = (place: number) => owner.getByLabel(`Name of rule ${place}`).inputValue()
  await owner.getByTitle('Drag to another place').nth(1).dragTo(owner.getByLabel('Name of rule 1'))
  expect([await nameOf(1), await nameOf(2)]).toEqual(['Phones', 'Germans'])
  await owner.getByRole('button', { name: 'Move rule 1 down' }).press('Enter')
  expect([await nameOf(1), await nameOf(2)]).toEqual(['Germans', 'Phones'])
  await owner.getByRole('button', { name: 'Move rule 2 up' }).press('Enter')
  await owner.keyboard.press('Control+Enter')
  await owner.waitForURL(`**${home}/links/link_*`)
  await owner.getByRole('button', { name: 'Try the rules' }).click()
  await owner.getByRole('button', { name: 'Try it' }).click()
  await done(owner, 'example.com/phones (rule 1, Phones)')
  await choose(owner, 'Device', 'Computer')
  await choose(owner, 'Operating system', 'macOS')
  await search(owner, 'Country', 'Germany')
  await owner.getByRole('button', { name: 'Try it' }).click()
  await done(owner, 'example.com/germans (rule 2, Germans)')
  await expectNoViolations(owner)
  expect((await visit(instance, '/launch', VISITORS.android)).location).toBe('https://example.com/phones')
  expect((await visit(instance, '/launch', VISITORS.mac)).location).toBe(
    'https://example.com/launch?utm_campaign=spring%20sale',
  )
})

test('a password stands before the destination, for people too', async () => {
  await owner.goto(`${home}/links/new`)
  await owner.getByLabel('Destination').fill(receiver.url)
  await owner.getByLabel('Slug').fill('secret')
  await openPart(owner, 'Password')
  await owner.getByLabel('Visitors need a password').check()
  await owner.getByRole('textbox', { name: 'Password' }).fill('open sesame')
  await owner.getByRole('button', { name: 'Create link' }).click()
  await owner.waitForURL(`**${home}/links/link_*`)
  receiver.answer((response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('arrived'))
  const visitor = await openPage(browser, instance.origin)
  await visitor.goto('/secret')
  await expectNoViolations(visitor)
  await visitor.getByLabel('Password').fill('wrong')
  await visitor.getByRole('button', { name: 'Open the link' }).click()
  await visitor.getByRole('alert').waitFor()
  await expectNoViolations(visitor)
  await visitor.getByLabel('Password').fill('open sesame')
  await visitor.keyboard.press('Enter')
  await visitor.waitForURL(receiver.url)
  expect(receiver.received.at(0)).toMatchObject({ method: 'GET', body: '' })
  await visitor.context().close()
})

test('a link of somebody who may not approve waits; rejected with a word, changed, approved', async () => {
  const body = { settings: { requireApprovalForLinks: true } }
  await call(instance, updateOrganization, { params: { orgId }, body }, token)
  await maker.goto(`${home}/links/new`)
  await maker.getByText('Yours waits until somebody does').waitFor()
  await maker.getByLabel('Destination').fill('https://example.com/draft')
  await maker.getByLabel('Slug').fill('draft')
  await maker.getByRole('button', { name: 'Create link' }).click()
  await maker.waitForURL(`**${home}/links/link_*`)
  await maker.getByText('waits until somebody with the permission').waitFor()
  await expectNoViolations(maker)
  expect((await visit(instance, '/draft', VISITORS.mac)).location).toBeNull()
  await owner.goto(maker.url())
  await owner.getByText('This link waits for your decision').waitFor()
  await owner.getByRole('button', { name: 'Reject…' }).click()
  const dialog = owner.getByRole('dialog', { name: 'Reject link' })
  await dialog.getByLabel('Why').fill('The page is not there yet.')
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Reject link' }).click()
  await done(owner, 'was rejected')
  await maker.reload()
  await maker.getByText('Rejected').first().waitFor()
  await maker.getByRole('link', { name: 'Edit' }).click()
  await maker.getByLabel('Destination').fill('https://example.com/final')
  await maker.getByRole('button', { name: 'Save' }).click()
  await maker.getByText('waits until somebody with the permission').waitFor()
  await owner.reload()
  await owner.getByRole('button', { name: 'Approve', exact: true }).click()
  await done(owner, /approved|live/)
  expect((await visit(instance, '/draft', VISITORS.mac)).location).toBe('https://example.com/final')
  await call(
    instance,
    updateOrganization,
    { params: { orgId }, body: { settings: { requireApprovalForLinks: false } } },
    token,
  )
})

test('a link moves to another workspace of the same person and goes on leading', async () => {
  await call(
    instance,
    createLink,
    { params: { orgId }, body: { slug: 'mover', destination: 'https://example.com/mover' } },
    token,
  )
  expect((await visit(instance, '/mover', VISITORS.mac)).status).toBe(302)
  await owner.goto(`${home}/links?search=mover`)
  await menuOf(owner, 'mover', 'Move to a workspace…')
  const dialog = owner.getByRole('dialog', { name: 'Move to another workspace' })
  await choose(dialog, 'Workspace', 'Southwind')
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Move link' }).click()
  await done(owner, 'moved to Southwind')
  expect((await visit(instance, '/mover', VISITORS.mac)).location).toBe('https://example.com/mover')
  await owner.getByText('No link').first().waitFor()
})

test(`${MANY} links are tagged, archived, restored and deleted at once`, async () => {
  const params = { orgId }
  for (let from = 0; from < MANY; from += 500) {
    const links = Array.from({ length: 500 }, (_, n) => ({
      slug: `many-${from + n}`,
      destination: `https://example.com/many/${from + n}`,
    }))
    await call(instance, createLinks, { params, body: { links } }, token)
  }
  await owner.goto(`${home}/links?search=many`)
  const everyRow = owner.getByRole('checkbox', { name: 'Select every link of this page' })
  await everyRow.waitFor()
  await settle(owner)
  await expectNoViolations(owner)
  await everyRow.check()
  const bar = owner.getByRole('region', { name: 'Selected links' })
  await bar.getByRole('button', { name: 'Select all 2,500' }).click()
  await bar.getByText('2,500 selected').waitFor()
  await settle(owner)
  await expectNoViolations(owner, ['table'])
  await bar.getByRole('button', { name: 'Tags' }).click()
  await choose(owner.getByRole('dialog', { name: 'Change tags' }), 'Add to 2,500 links', 'Spring')
  await owner.keyboard.press('Escape')
  await owner.getByRole('button', { name: 'Change tags' }).click()
  await done(owner, '2,500 links changed')
  const selectAll = async () => {
    await everyRow.check()
    await bar.getByRole('button', { name: 'Select all 2,500' }).click()
    await bar.getByText('2,500 selected').waitFor()
  }
  await selectAll()
  await bar.getByRole('button', { name: 'Archive' }).click()
  await done(owner, '2,500 links archived')
  await owner.getByRole('button', { name: 'Undo' }).click()
  await done(owner, '2,500 links restored')
  await selectAll()
  await bar.getByRole('button', { name: 'More' }).click()
  await owner.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = owner.getByRole('dialog', { name: 'Delete 2,500 links' })
  await dialog.waitFor()
  await settle(owner)
  await expectNoViolations(owner, ['table'])
  await dialog.getByRole('textbox').fill('2500')
  await dialog.getByRole('button', { name: 'Delete 2,500 links' }).click()
  await done(owner, '2,500 links deleted')
  await settle(owner)
  expect((await visit(instance, '/many-2499', VISITORS.mac)).status).toBe(410)
})
