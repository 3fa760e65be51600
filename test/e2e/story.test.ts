import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Character, introduce, linkInMail, OWNER, openMail, signIn } from './acts.ts'
import { choose, expectNoViolations, openBrowser, openPage, settle, watchPage } from './browser.ts'
import { type Instance, startInstance } from './server.ts'

const ANA: Character = { name: 'Ana Account', email: 'ana@example.com' }
const BEN: Character = { name: 'Ben Newcomer', email: 'ben@example.com' }

let instance: Instance
let browser: Browser
let owner: Page
let ana: Page
let ben: Page
/** Where the organization's pages are: `/dashboard/{slug}`. */
let home: string

beforeAll(async () => {
  instance = await startInstance()
  browser = await openBrowser()
  owner = await openPage(browser, instance.origin)
  ana = await openPage(browser, instance.origin)
  ben = await openPage(browser, instance.origin)
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
})

// Each step stands on the one before: after a failure the rest fails at once.
beforeEach(({ onTestFailed }) => onTestFailed(() => browser.close()))

async function invite(email: string): Promise<void> {
  await owner.getByRole('button', { name: 'Invite Member' }).click()
  const dialog = owner.getByRole('dialog', { name: 'Invite Member' })
  await dialog.getByLabel('Email Address').fill(email)
  await dialog.getByLabel('Message').fill('Welcome aboard.')
  if (email === ANA.email) await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Send Invitation' }).click()
  // Without an SMTP server there is a link to pass on.
  const link = owner.getByRole('dialog', { name: 'Invitation link' })
  await link.getByRole('button', { name: 'Done' }).waitFor()
  if (email === ANA.email) await expectNoViolations(owner)
  await link.getByRole('button', { name: 'Done' }).click()
  await link.waitFor({ state: 'detached' })
}

const rowOf = (page: Page, { name }: Character) => page.getByRole('row').filter({ hasText: name })

async function openMenuOf(page: Page, { name }: Character, item: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  return page.getByRole('menuitem', { name: item })
}

test('a fresh instance leads to the setup, which makes the first account and organization', async () => {
  await owner.goto('/')
  await owner.waitForURL('**/setup')
  await owner.getByRole('heading', { name: 'Set up Guildhall' }).waitFor()
  await expectNoViolations(owner)
  await introduce(owner, OWNER)
  await owner.getByLabel('Organization').fill('Northwind Trading')
  await owner.getByRole('button', { name: 'Create account and organization' }).click()
  await owner.waitForURL('**/dashboard/northwind-trading-*/links')
  home = new URL(owner.url()).pathname.replace('/links', '')
  await expectNoViolations(owner)
  await owner.goto(`${home}/teams`)
  await owner.getByRole('heading', { name: 'Team Management' }).waitFor()
  await rowOf(owner, OWNER).waitFor()
  await expectNoViolations(owner)
})

test('somebody signs up and verifies the address by the link in the mail', async () => {
  await ana.goto('/sign-up')
  await expectNoViolations(ana)
  await introduce(ana, ANA)
  await ana.getByRole('button', { name: 'Create account' }).click()
  await ana.getByText('Verify your e-mail').waitFor()
  await expectNoViolations(ana)
  await openMail(owner, ANA.email, /./)
  await ana.goto(await linkInMail(owner))
  await ana.getByRole('heading', { name: 'Your e-mail is verified' }).waitFor()
  await expectNoViolations(ana)
  await ana.getByRole('link', { name: 'Go to the dashboard' }).click()
  await ana.getByRole('button', { name: /^Account menu/ }).waitFor()
  expect(await ana.getByText('Verify your e-mail').count()).toBe(0)
})

test('the owner invites two people, one with an account and one without', async () => {
  await owner.goto(`${home}/teams`)
  await invite(ANA.email)
  await invite(BEN.email)
  await owner.getByRole('tab', { name: 'Invitations' }).click()
  await owner.getByRole('row').filter({ hasText: ANA.email }).waitFor()
  await owner.getByRole('row').filter({ hasText: BEN.email }).getByText('Pending').waitFor()
  await expectNoViolations(owner)
})

test('the mails are on the mailbox page, and their links know another account from the invited one', async () => {
  await openMail(owner, BEN.email, /Northwind Trading/)
  await expectNoViolations(owner)
  const [opened] = await Promise.all([
    owner.waitForEvent('popup'),
    owner.getByRole('dialog').locator('a[href*="/invite/accept"]').first().click(),
  ])
  watchPage(opened)
  await opened.getByText('Another account is signed in').waitFor()
  await expectNoViolations(opened)
  await opened.close()
})

test('who has an account signs in and accepts', async () => {
  await ana.context().clearCookies()
  await openMail(owner, ANA.email, /Northwind Trading/)
  await ana.goto(await linkInMail(owner))
  await ana.getByRole('heading', { name: 'Join Northwind Trading' }).waitFor()
  await expectNoViolations(ana)
  await ana.getByRole('link', { name: 'Sign in to accept' }).click()
  await ana.waitForURL('**/sign-in?**')
  await signIn(ana, ANA.email)
  await ana.getByRole('button', { name: 'Accept Invitation' }).waitFor()
  await expectNoViolations(ana)
  await ana.getByRole('button', { name: 'Accept Invitation' }).click()
  await ana.waitForURL(`**${home}/links`)
  await ana.goto(`${home}/teams`)
  await rowOf(ana, ANA).waitFor()
})

test('who has none signs up on the way and is added', async () => {
  await openMail(owner, BEN.email, /Northwind Trading/)
  await ben.goto(await linkInMail(owner))
  await ben.getByRole('heading', { name: 'Join Northwind Trading' }).waitFor()
  await introduce(ben, { name: BEN.name })
  await expectNoViolations(ben)
  await ben.getByRole('button', { name: 'Create account and join' }).click()
  await ben.waitForURL(`**${home}/links`)
  await ben.goto(`${home}/teams`)
  await rowOf(ben, BEN).waitFor()
})

test('the owner makes a role in the matrix editor', async () => {
  await owner.goto(`${home}/teams?tab=roles`)
  await owner.getByRole('heading', { name: 'Roles Management' }).waitFor()
  await expectNoViolations(owner)
  await owner.getByRole('button', { name: 'Create Role' }).click()
  const editor = owner.getByRole('dialog', { name: 'Create New Role' })
  await editor.getByLabel('Role Name').fill('Link editor')
  await expectNoViolations(owner)
  await editor.getByRole('tab', { name: 'Permissions' }).click()
  await editor.getByRole('checkbox', { name: 'All of Links' }).check()
  for (const name of ['See members, roles and teams', 'See the organization and its usage'])
    await editor.getByRole('checkbox', { name }).check()
  await expectNoViolations(owner)
  await editor.getByRole('button', { name: 'Create Role' }).click()
  await owner.getByRole('list', { name: 'Roles' }).getByText('Link editor').waitFor()
})

test('and gives it to one of the two', async () => {
  await owner.getByRole('tab', { name: 'Members' }).click()
  await (await openMenuOf(owner, BEN, 'Change Role')).click()
  const dialog = owner.getByRole('dialog', { name: 'Change Member Role' })
  await choose(dialog, 'New Role', /Link editor/)
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Update Role' }).click()
  await rowOf(owner, BEN).getByText('Link editor').waitFor()
})

test('whose holder meets a permission: the page says which, and so does the API', async () => {
  await ben.goto(`${home}/teams`)
  const button = ben.getByRole('button', { name: 'Invite Member' })
  await ben.locator('button[aria-disabled="true"]', { hasText: 'Invite Member' }).waitFor()
  await button.hover()
  await ben.getByText('You need the permission team.invite.').waitFor()
  const remove = await openMenuOf(ben, ANA, 'Remove Member')
  expect(await remove.getAttribute('aria-description')).toBe('You need the permission team.remove.')
  await expectNoViolations(ben)
  await ben.keyboard.press('Escape')
  await ben.getByRole('tab', { name: 'Roles & Permissions' }).click()
  await ben.getByText('team.manage_permissions').waitFor()
  await expectNoViolations(ben)
  const refusal = await ben.evaluate(async () => {
    const me = await (await fetch('/api/me')).json()
    const { id } = me.workspaces.find(({ kind }: { kind: string }) => kind === 'organization')
    const body = JSON.stringify({ name: 'Sneaky', level: 10, permissions: [] })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`/api/organizations/${id}/roles`, { method: 'POST', headers, body })
    return { status: answer.status, ...(await answer.json()) }
  })
  expect(refusal).toMatchObject({
    status: 403,
    error: { code: 'permission_denied', details: { permission: 'team.manage_permissions' } },
  })
})

test('the owner removes that person, told what it touches, and the next click is out', async () => {
  await ben.goto(`${home}/teams`)
  await rowOf(ben, BEN).waitFor()
  await (await openMenuOf(owner, BEN, 'Remove Member')).click()
  const dialog = owner.getByRole('dialog', { name: 'Remove Member' })
  await dialog.getByText('They lose access with their next request.').waitFor()
  await dialog.getByLabel('Reason').fill('The contract ended')
  await expectNoViolations(owner)
  await dialog.getByRole('button', { name: 'Remove Member' }).click()
  await rowOf(owner, BEN).waitFor({ state: 'detached' })
  const answer = ben.waitForResponse((response) => response.url().includes('/api/organizations/'))
  await ben.getByRole('list', { name: 'Scheduling' }).getByRole('link', { name: 'Teams' }).click()
  expect((await answer).status()).toBe(404)
  await ben.getByRole('heading', { name: /Not found|not in this workspace/ }).waitFor()
  await expectNoViolations(ben)
  await ben.reload()
  await ben.getByRole('heading', { name: 'You are not in this workspace' }).waitFor()
  await expectNoViolations(ben)
})

const TOLD = [
  `invited ${ANA.email}`,
  `invited ${BEN.email}`,
  'created the role Link editor',
  `changed the role of ${BEN.name}`,
  'tried and was refused',
  `removed ${BEN.name}`,
]

test('the audit log tells it all, and narrows by filter and search', async () => {
  await owner.getByRole('link', { name: 'Audit log' }).click()
  await owner.waitForURL('**/audit-log')
  const opener = owner.locator('button[aria-expanded]')
  const entries = owner.getByRole('main').getByRole('listitem').filter({ has: opener })
  for (const sentence of TOLD) await entries.filter({ hasText: sentence }).first().waitFor()
  for (const { name } of [ANA, BEN])
    await entries.filter({ hasText: name }).filter({ hasText: 'join' }).first().waitFor()
  await entries.first().getByRole('button').first().click()
  await expectNoViolations(owner)
  await choose(owner, 'Outcome', 'Refused')
  await entries.filter({ hasText: 'invited' }).first().waitFor({ state: 'detached' })
  expect(await entries.filter({ hasText: BEN.name }).count()).toBe(await entries.count())
  await expectNoViolations(owner)
  await owner.getByRole('button', { name: 'Clear', exact: true }).click()
  await owner.getByLabel('Search entries').fill('Link editor')
  await entries.filter({ hasText: 'invited' }).first().waitFor({ state: 'detached' })
  await entries.filter({ hasText: 'created the role Link editor' }).waitFor()
  await owner.getByRole('button', { name: 'Clear', exact: true }).click()
})

test('it is exported as CSV', async () => {
  await settle(owner)
  await owner.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('menuitem', { name: /CSV/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  for (const action of ['org.member_invited', 'org.member_joined', 'org.role_changed', 'org.member_removed'])
    expect(text).toContain(action)
  expect(text).toContain('refused')
})

test('the server ends in order, and the command line finds every link of the log intact', async () => {
  await Promise.all([owner, ana, ben].map((page) => page.context().close()))
  await instance.stop()
  const report = await instance.runCommand('audit', 'verify')
  expect(report).toMatch(/^intact {2}northwind-trading-\w+: \d+ entries/m)
  expect(report).not.toContain('BROKEN')
})
