import type { Page } from 'playwright-core'
import { setUp } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { call, type Instance } from './server.ts'

/** Someone with a name, an e-mail and the password that everyone here uses. */
export interface Character {
  name: string
  email: string
}

export const PASSWORD = 'a few words in a row'
export const OWNER: Character = { name: 'Olga Owner', email: 'olga@example.com' }

/** The first account and organization, made as a program does. */
export const setUpInstance = (instance: Instance): Promise<RouteResponse<typeof setUp>> =>
  call(instance, setUp, { body: { ...OWNER, password: PASSWORD, organization_name: 'Northwind' } })

/** Fills the form of setting up, signing up or joining; fields that the form lacks are left out. */
export async function introduce(page: Page, { name, email }: Partial<Character>): Promise<void> {
  if (name !== undefined) await page.getByLabel('Your name').fill(name)
  if (email !== undefined) await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
}

/** Signs in on the sign-in page, opened by the caller or here; does not wait for what follows. */
export async function signIn(page: Page, email: string): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Leaves by the account menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
}

/** Opens the newest mail to an address on the operator's mailbox page. */
export async function openMail(operator: Page, to: string, subject: RegExp): Promise<void> {
  await operator.goto(`/operator/mailbox?${new URLSearchParams({ search: to })}`)
  await operator.getByRole('table', { name: 'Mails' }).getByRole('button', { name: subject }).first().click()
  await operator.getByRole('dialog').locator('a[href^="http"]').first().waitFor()
}

/** The address that the open mail leads to. */
export async function linkInMail(operator: Page): Promise<string> {
  const address = await operator.getByRole('dialog').locator('a[href^="http"]').first().getAttribute('href')
  return address ?? ''
}
