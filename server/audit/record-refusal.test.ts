import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#server/kernel/ids.ts'
import { type AuditLog, invited, openAuditLog, type Somebody } from '#test/audit-log.ts'
import { recordRefusal } from './record-refusal.ts'
import { verifyAuditChain } from './verify-audit-chain.ts'

let log: AuditLog
let ana: Somebody
beforeAll(async () => {
  log = await openAuditLog()
  ana = await log.newPerson('Ana')
})
afterAll(() => log.close())

const refuse = (organizationId: string, person: Somebody) =>
  recordRefusal(
    log.runtime,
    {
      actor: { kind: 'person', image: null, ...person },
      request: { id: newId('req'), ip: '203.0.113.7', userAgent: 'Test/1.0' },
      now: log.clock.now(),
    },
    {
      organizationId,
      attempted: 'Delete a team',
      permission: 'team.delete_teams',
      code: 'permission_denied',
    },
  )

const refusals = (organizationId: string) =>
  log.query<{ actor_id: string; changes: Record<string, unknown> }>(
    "select * from audit_entries where organization_id = $1 and action = 'access.refused' order by sequence",
    [organizationId],
  )

it('records who tried what and why it was refused', async () => {
  const organizationId = await log.newOrganization()
  await refuse(organizationId, ana)
  expect(await refusals(organizationId)).toMatchObject([
    {
      outcome: 'refused',
      category: 'access',
      actor_id: ana.id,
      targets: [{ type: 'route', id: 'team.delete_teams', name: 'Delete a team' }],
      changes: {
        reason: { before: null, after: 'permission_denied' },
        permission: { before: null, after: 'team.delete_teams' },
      },
    },
  ])
})

it('records at most ten a minute of each actor, however many come at once, and says that it stops', async () => {
  const organizationId = await log.newOrganization()
  await log.act(ana, [invited(organizationId)])
  const ben = await log.newPerson('Ben')
  await Promise.all(Array.from({ length: 30 }, () => refuse(organizationId, ana)))
  await refuse(organizationId, ben)
  const recorded = await refusals(organizationId)
  expect(recorded.filter((entry) => entry.actor_id === ana.id)).toHaveLength(10)
  expect(recorded.filter((entry) => entry.actor_id === ben.id)).toHaveLength(1)
  expect(recorded[9]?.changes).toHaveProperty('further_attempts')
  log.clock.advance({ minutes: 2 })
  await refuse(organizationId, ana)
  expect(await refusals(organizationId)).toHaveLength(12)
  expect(await verifyAuditChain(log.runtime, organizationId)).toMatchObject({ isIntact: true })
})
