import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAudited } from '#server/audit/run-audited.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, listLinks } from '#shared/contract/links.ts'
import { newWorld, type World } from '#test/world.ts'
import { enterAsOperator } from './enter-as-operator.ts'
import { suspendOrganization, unsuspendOrganization } from './suspend-organization.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const asOperator = (orgId: string, act: (ctx: OrganizationContext) => Promise<void>): Promise<void> =>
  runAudited(
    world.runtime,
    { actor: instanceActor('operator', 'ops'), database: world.runtime.ownerDatabase },
    async (ctx) => act(await enterAsOperator(ctx, orgId)),
  )

test('a suspended organization shuts members and visitors out, loses nothing, and opens again', async () => {
  const owner = await world.newPerson()
  const { id: orgId } = await world.newOrganization(owner)
  const at = { as: owner, params: { orgId } }
  const link = await world.must(createLink, { ...at, body: { destination: 'https://example.com/' } })
  const visit = async () =>
    (
      await world.app.inject({
        method: 'GET',
        url: new URL(link.short_url).pathname,
        headers: { host: 'localhost:3000' },
      })
    ).statusCode
  expect(await visit()).toBe(302)
  await asOperator(orgId, suspendOrganization)
  expect((await world.call(listLinks, at)).error?.code).toBe('organization_suspended')
  expect(await visit()).not.toBe(302)
  await expect(asOperator(orgId, suspendOrganization)).rejects.toMatchObject({ code: 'already_suspended' })
  await asOperator(orgId, unsuspendOrganization)
  await expect(asOperator(orgId, unsuspendOrganization)).rejects.toMatchObject({ code: 'not_suspended' })
  expect(await visit()).toBe(302)
  expect((await world.must(listLinks, at)).total).toBe(1)
  const log = await world.must(listAuditLogs, at)
  expect(log.data.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['org.suspended', 'org.unsuspended']),
  )
})
