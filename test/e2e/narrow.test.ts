import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signUp } from '#shared/contract/account.ts'
import { createInvitation } from '#shared/contract/invitations.ts'
import { createProject } from '#shared/contract/projects.ts'
import { createRole, listRoles } from '#shared/contract/roles.ts'
import { createTeam } from '#shared/contract/teams.ts'
import { OWNER, PASSWORD, setUpInstance, signIn } from './acts.ts'
import { expectNoViolations, openBrowser, openPage, settle } from './browser.ts'
import { call, type Instance, startInstance } from './server.ts'

const PHONE = { viewport: { width: 360, height: 740 } }
const LONG = 'Associationsforinternationalcollaboration'

let instance: Instance
let browser: Browser
let page: Page
let home: string
let teamId: string
let projectId: string

/** A little of everything, some of it with words that do not fit a phone. */
async function furnish(): Promise<void> {
  const { token, organization } = await setUpInstance(instance)
  home = `/dashboard/${organization.slug}`
  const params = { orgId: organization.id }
  const name = `${LONG} and partners`
  const body = { name: LONG, permissions: ['team.view', 'links.read'], level: 15 }
  await call(instance, createRole, { params, body }, token)
  const roles = (await call(instance, listRoles, { params }, token)).data
  const roleId = roles.find(({ key }) => key === 'member')?.id ?? ''
  const email = `${LONG.toLowerCase()}@example.com`
  await call(instance, createInvitation, { params, body: { email, role_id: roleId } }, token)
  teamId = (await call(instance, createTeam, { params, body: { name, slug: 'far-and-wide' } }, token)).id
  projectId = (await call(instance, createProject, { params, body: { name } }, token)).id
  await call(instance, signUp, { body: { name: 'Ana', email: 'ana@example.com', password: PASSWORD } })
}

beforeAll(async () => {
  instance = await startInstance()
  await furnish()
  browser = await openBrowser()
  page = await openPage(browser, instance.origin, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await instance?.remove()
})

/** Opens a screen on a phone: it has a title of its own, does not scroll sideways, and axe finds nothing. */
async function look(path: string, screen = page): Promise<void> {
  await screen.goto(path)
  await screen.getByRole('heading', { level: 1 }).waitFor()
  await settle(screen)
  expect(await screen.title(), path).toMatch(/^.+ · Guildhall$/)
  const widths = await screen.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { scrollWidth, clientWidth }
  })
  expect(widths, path).toEqual({ scrollWidth: 360, clientWidth: 360 })
  await expectNoViolations(screen)
}

const SIGNED_OUT = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=x', '/invite/accept']

test.each(SIGNED_OUT)('%s fits a phone', async (path) => {
  const visitor = await openPage(browser, instance.origin, PHONE)
  await look(path, visitor)
  await visitor.context().close()
})

test('the pages of a person fit a phone', async () => {
  await signIn(page, OWNER.email)
  await page.waitForURL('**/dashboard/**')
  for (const name of ['profile', 'security', 'sessions', 'api-keys', 'audit-log'])
    await look(`/account/${name}`)
  await look('/operator/mailbox')
})

test('the people of an organization fit a phone', async () => {
  await look(`${home}/teams`)
  await look(`${home}/teams?tab=invitations`)
  await look(`${home}/teams?tab=roles`)
  await look(`${home}/teams?tab=roles&view=compare`)
  await look(`${home}/scheduling/teams`)
  await look(`${home}/scheduling/teams/${teamId}`)
})

test('projects, settings and the audit log fit a phone', async () => {
  await look(`${home}/projects`)
  await look(`${home}/projects/${projectId}`)
  await look(`${home}/audit-log`)
  for (const name of ['general', 'usage', 'api-keys']) await look(`${home}/settings/${name}`)
  await look('/dashboard/new-organization')
})

test('the navigation opens over the page, and an unknown address says so', async () => {
  await look('/dashboard/nobody-is-here/teams')
  await page.goto(`${home}/teams`)
  await page.getByRole('button', { name: 'Open navigation' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await expectNoViolations(page)
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor()
})
