import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import { createOneLink } from '#server/short-links/create-links.ts'
import { type Ground, keyActorOf, newGround, type PersonActor, verdictOf } from '#test/ground.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'
import { createRole } from './create-role.ts'
import { deleteOrganization } from './delete-organization.ts'
import { endAllMemberships } from './end-memberships.ts'
import { enterAsOperator } from './enter-as-operator.ts'
import { listAllOrganizations } from './list-all-organizations.ts'
import { purgeOrganizations } from './purge-organizations.ts'
import { restoreOrganization } from './restore-organization.ts'

let ground: Ground
let owner: PersonActor
beforeAll(async () => {
  ground = await newGround()
  owner = await ground.newPerson()
})
afterAll(() => ground.close())

const deleteIt = (orgId: string) => ground.within(owner, orgId, (ctx) => deleteOrganization(ctx, {}))

/** Every table with an organization_id, and how many rows in it are this organization's. */
const countRows = async (orgId: string): Promise<Record<string, number>> => {
  const { pool } = ground.runtime.ownerDatabase
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id'`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of [...tables, { name: 'organizations' }]) {
    const column = name === 'organizations' ? 'id' : 'organization_id'
    const { rows } = await pool.query<{ n: number }>(
      `select count(*) as n from ${name} where ${column} = $1`,
      [orgId],
    )
    counts[name] = rows[0]?.n ?? 0
  }
  return counts
}

const asOperator = async <T>(act: (ctx: Parameters<typeof enterAsOperator>[0]) => Promise<T>): Promise<T> =>
  inTransaction(ground.runtime.ownerDatabase, (tx) =>
    act({
      runtime: ground.runtime,
      actor: { ...keyActorOf('', ''), kind: 'operator', id: null, via: null },
      tx,
      now: ground.clock.now(),
      request: { id: newId('req'), ip: null, userAgent: null },
      auditRecords: [],
      afterCommit: [],
    }),
  )

test('a deleted organization can be restored in its grace, and after it everything is gone', async () => {
  const orgId = await ground.newOrganization(owner)
  await ground.addMember(orgId, 'admin')
  await ground.within(owner, orgId, (ctx) =>
    createRole(ctx, {
      name: 'R',
      description: '',
      icon: 'user',
      color: '#0f766e',
      level: 1,
      permissions: [],
    }),
  )
  const domain_id = await proveDomainDirectly(ground.runtime, orgId, 'purged.example')
  const { id: linkId } = await ground.within(owner, orgId, (ctx) =>
    createOneLink(ctx, { destination: 'https://example.com/', domain_id, slug: 'purged' }),
  )
  for (const table of ['link_counts', 'link_allowances'] as const) {
    await ground.runtime.ownerDatabase.kysely
      .insertInto(table)
      .values({ organization_id: orgId, link_id: linkId })
      .execute()
  }
  await deleteIt(orgId)
  await purgeOrganizations(ground.runtime)
  expect((await countRows(orgId))['organizations']).toBe(1)

  await asOperator(async (ctx) => restoreOrganization(await enterAsOperator(ctx, orgId)))
  expect(await verdictOf(ground.within(owner, orgId, async () => 1))).toBe('ok')
  const again = asOperator(async (ctx) => restoreOrganization(await enterAsOperator(ctx, orgId)))
  expect(await verdictOf(again)).toBe('not_deleted')

  await deleteIt(orgId)
  const before = await countRows(orgId)
  expect(before).toMatchObject({ members: 2, roles: 5, organizations: 1, links: 1, link_counts: 1 })
  expect(before['audit_entries']).toBeGreaterThan(2)
  ground.clock.advance({ days: 8 })
  await Promise.all([purgeOrganizations(ground.runtime), purgeOrganizations(ground.runtime)])
  expect(Object.values(await countRows(orgId)).every((count) => count === 0)).toBe(true)
  const kept = await ground.runtime.ownerDatabase.pool.query(
    "select action from audit_entries where action = 'org.purged'",
  )
  expect(kept.rowCount).toBe(1)
})

test('with no grace it is purged at the job’s next run', async () => {
  const { config } = ground.runtime
  config.deletionGraceDays = 0
  const orgId = await ground.newOrganization(owner)
  await deleteIt(orgId)
  expect(await verdictOf(ground.within(owner, orgId, async () => 1))).toBe('not_found')
  await purgeOrganizations(ground.runtime)
  expect((await countRows(orgId))['organizations']).toBe(0)
  config.deletionGraceDays = 7
})

test('operators see every organization with its owners', async () => {
  const orgId = await ground.newOrganization(owner)
  const [found] = await asOperator((ctx) => listAllOrganizations(ctx, orgId))
  expect(found).toMatchObject({ id: orgId, name: 'Acme', member_count: 1, owners: [owner.email] })
  const all = await asOperator((ctx) => listAllOrganizations(ctx))
  expect(all.length).toBeGreaterThan(1)
})

test('ending an account: memberships end, the own workspace goes, last ownership blocks it whole', async () => {
  const person = await ground.newPerson()
  const orgId = await ground.newOrganization(person)
  const joined = await ground.newOrganization(owner)
  const role_id = await ground.roleId(joined, 'member')
  await ground.runtime.ownerDatabase.kysely
    .insertInto('members')
    .values({ organization_id: joined, id: newId('mem'), user_id: person.id, role_id })
    .execute()
  const end = () => ground.asPerson(person, (ctx) => endAllMemberships(ctx, person.id))
  expect(await verdictOf(end())).toBe('last_owner')
  expect(await verdictOf(ground.within(person, joined, async () => 1))).toBe('ok')
  await ground.addMember(orgId, 'owner')
  expect(await verdictOf(end())).toBe('ok')
  for (const id of [orgId, joined])
    expect(await verdictOf(ground.within(person, id, async () => 1))).toBe('not_found')
  const { rows } = await ground.runtime.ownerDatabase.pool.query(
    "select purge_after from organizations where kind = 'personal' and created_by = $1",
    [person.id],
  )
  expect(rows[0]?.purge_after).not.toBeNull()
})
