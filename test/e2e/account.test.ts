import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readCode } from '../authenticator-app.ts'
import { OWNER, PASSWORD, setUpInstance, signIn, signOut } from './acts.ts'
import { expectNoProblems, expectNoViolations, openBrowser, openPage } from './browser.ts'
import { type Instance, startInstance } from './server.ts'

let instance: Instance
let browser: Browser
let page: Page
let slug: string
let secret = ''
let recoveryCodes: string[] = []

beforeAll(async () => {
  instance = await startInstance()
  slug = (await setUpInstance(instance)).organization.slug
  browser = await openBrowser()
  page = await openPage(browser, instance.origin)
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
})
// Each step stands on the one before: after a failure the rest fails at once.
beforeEach(({ onTestFailed }) => onTestFailed(() => browser.close()))

const codeNow = (): Promise<string> => readCode(`otpauth://totp/x?secret=${secret}`)

test('a second factor is set up with an authenticator app, and recovery codes are shown', async () => {
  await page.goto('/sign-in')
  await expectNoViolations(page)
  await signIn(page, OWNER.email)
  await page.waitForURL('**/dashboard/**')
  await page.goto('/account/security')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByLabel('Code', { exact: true }).waitFor()
  await expectNoViolations(page)
  secret = await dialog.locator('code').innerText()
  await dialog.getByLabel('Code', { exact: true }).fill(await codeNow())
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor()
  await expectNoViolations(page)
  recoveryCodes = await dialog.getByRole('listitem').allInnerTexts()
  expect(recoveryCodes.length).toBeGreaterThan(5)
  await dialog.getByRole('button', { name: 'I have saved them' }).click()
  await page.getByRole('button', { name: 'Turn off' }).waitFor()
})

async function signInByRecoveryCode(visitor: Page, code = ''): Promise<void> {
  await signIn(visitor, OWNER.email)
  await visitor.getByRole('button', { name: 'Use a recovery code' }).click()
  await visitor.getByLabel('Recovery code').fill(code)
  await visitor.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('signing in asks for it; a recovery code works once', async () => {
  await signOut(page)
  await signIn(page, OWNER.email)
  await page.getByRole('heading', { name: 'Second factor' }).waitFor()
  await expectNoViolations(page)
  await page.getByLabel('Code', { exact: true }).fill(await codeNow())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/dashboard/**')
  await signOut(page)
  await signInByRecoveryCode(page, recoveryCodes[0])
  await page.waitForURL('**/dashboard/**')
  await signOut(page)
  await signInByRecoveryCode(page, recoveryCodes[0])
  await page.getByRole('alert').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await expectNoViolations(page)
})

async function addAuthenticator(): Promise<void> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('WebAuthn.enable')
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}

test('a passkey is added and signs in without a password', async () => {
  await page.goto('/sign-in')
  await signIn(page, OWNER.email)
  await page.getByLabel('Code', { exact: true }).fill(await codeNow())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/dashboard/**')
  await addAuthenticator()
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Work laptop')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Continue in the browser' }).click()
  await page.getByRole('table', { name: 'Passkeys' }).getByText('Work laptop').waitFor()
  await expectNoViolations(page)
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/dashboard/**')
  await page.getByRole('button', { name: /^Account menu/ }).waitFor()
})

test('a session that is ended from another is signed out', async () => {
  const other = await openPage(browser, instance.origin)
  await signInByRecoveryCode(other, recoveryCodes[1])
  await other.waitForURL('**/dashboard/**')
  await other.goto('/account/profile')
  await other.getByRole('heading', { name: 'Profile' }).waitFor()
  await page.goto('/account/sessions')
  await expectNoViolations(page)
  const end = page.getByRole('button', { name: /^End the session on/ })
  const before = await end.count()
  await end.first().click()
  await expect.poll(() => end.count()).toBe(before - 1)
  await other.getByRole('link', { name: 'Sessions' }).click()
  await other.waitForURL('**/sign-in?**')
  expectNoProblems(other)
  await other.context().close()
})

async function tabTo(name: string): Promise<void> {
  const target = page.getByRole('button', { name })
  await target.waitFor()
  const isFocused = () => target.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < 60 && !(await isFocused()); steps++) await page.keyboard.press('Tab')
  expect(await isFocused(), `Tab reaches “${name}”`).toBe(true)
}

test('the keyboard alone opens the palette, goes to a page and uses the menu of a row', async () => {
  await page.goto(`/dashboard/${slug}/projects`)
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByLabel('Search pages, workspaces and actions').waitFor()
  await expectNoViolations(page)
  await page.keyboard.type('Team Management')
  await page.getByRole('dialog').getByText('Team Management').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/dashboard/${slug}/teams`)
  await tabTo(`Actions for ${OWNER.name}`)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Change Role' }).waitFor()
  // What is refused is reached too, and says why.
  await page.keyboard.press('End')
  await page.locator('[role="menuitem"]:focus', { hasText: 'Remove Member' }).waitFor()
  await page.getByRole('tooltip').getByText('You can’t remove yourself').waitFor()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Change Role' }).waitFor({ state: 'detached' })
  expectNoProblems(page)
})
