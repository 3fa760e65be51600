import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServiceKey, revokeServiceKey } from '#server/identity/api-keys/organization-keys.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { Actor } from '#server/kernel/context.ts'
import { ALL_PERMISSIONS, type Permission } from '#shared/permissions.ts'
import { type Ground, type Joined, keyActorOf, newGround, type PersonActor, verdictOf } from '#test/ground.ts'
import { enterAsOperator } from './enter-as-operator.ts'
import { lockOrganization } from './lock-organization.ts'

let ground: Ground
let owner: PersonActor
let orgId: string
const members: Record<string, Joined> = {}
beforeAll(async () => {
  ground = await newGround()
  owner = await ground.newPerson()
  orgId = await ground.newOrganization(owner)
  for (const role of ['owner', 'admin', 'member', 'viewer'])
    members[role] = await ground.addMember(orgId, role)
})
afterAll(() => ground.close())

const reads: Permission[] = [
  ...([
    'analytics.view',
    'analytics.export',
    'links.read',
    'pages.read',
    'scheduling.read',
    'projects.read',
  ] as const),
  ...(['domains.read', 'qr_codes.read', 'integrations.read', 'organization.view', 'team.view'] as const),
  ...(['app_distribution.read', 'smart_apps.read', 'smart_links.read', 'settings.view'] as const),
]
const makes: Permission[] = [
  ...(['links.create', 'links.update', 'links.archive', 'pages.create', 'pages.update'] as const),
  ...(['scheduling.create', 'scheduling.update', 'projects.create', 'projects.update'] as const),
  ...(['qr_codes.create', 'qr_codes.update', 'smart_links.manage'] as const),
]
/** Seed 003's matrix and seed 000's table, written out a second time. */
const TABLE: Record<string, readonly Permission[]> = {
  owner: ALL_PERMISSIONS,
  admin: ALL_PERMISSIONS.filter(
    (permission) => !['organization.delete', 'organization.transfer'].includes(permission),
  ),
  member: [...reads, ...makes],
  viewer: reads,
}

describe('every system role × permission', () => {
  test.each(Object.keys(TABLE))('%s', async (role) => {
    const actor = members[role] as Actor
    const held = await ground.within(actor, orgId, async (ctx) => {
      const verdicts = await Promise.all(
        ALL_PERMISSIONS.map(async (permission) => [
          permission,
          await verdictOf(Promise.resolve().then(() => authorize(ctx, permission))),
        ]),
      )
      return verdicts.filter(([, verdict]) => verdict === 'ok').map(([permission]) => permission)
    })
    expect(held).toEqual(ALL_PERMISSIONS.filter((permission) => TABLE[role]?.includes(permission)))
  })
})

describe('keys', () => {
  const viaKey = (person: Joined, scopes: Permission[] | null): Actor => ({
    ...person,
    scopes: scopes === null ? null : new Set(scopes),
    via: { kind: 'api_key', id: 'key_x', name: 'Key' },
  })
  const permissionsOf = (actor: Actor) =>
    ground.within(actor, orgId, async ({ standing }) => [...standing.permissions])

  test('a personal key: its scopes within what its person may do now, and only with api_keys.use', async () => {
    const admin = members['admin'] as Joined
    expect(await permissionsOf(viaKey(admin, ['links.read', 'organization.delete']))).toEqual(['links.read'])
    expect(await permissionsOf(viaKey(admin, null))).toEqual([...(TABLE['admin'] ?? [])])
    expect(await verdictOf(permissionsOf(viaKey(members['member'] as Joined, null)))).toBe(
      'permission_denied',
    )
  })

  test('a key of the organization: its own scopes and level, there and nowhere else, until revoked', async () => {
    const elsewhere = await ground.newOrganization(owner)
    const made = await ground.within(owner, orgId, (ctx) =>
      createServiceKey(ctx, { name: 'Key', expires_in_days: 30, scopes: ['links.read'] }),
    )
    const key = keyActorOf(made.id, orgId)
    const enter = (id: string) =>
      ground.within(key, id, async (ctx) => {
        await lockOrganization(ctx)
        return [ctx.standing.level, ...ctx.standing.permissions]
      })
    expect(await enter(orgId)).toEqual([98, 'links.read'])
    expect(await verdictOf(enter(elsewhere))).toBe('not_found')
    await ground.within(owner, orgId, (ctx) => revokeServiceKey(ctx, { keyId: made.id }))
    expect(await verdictOf(enter(orgId))).toBe('not_found')
  })
})

describe('the lock', () => {
  test('reads organization and standing again; who was removed meanwhile finds nothing', async () => {
    const person = await ground.addMember(orgId, 'viewer')
    const { kysely } = ground.runtime.ownerDatabase
    const memberRole = await ground.roleId(orgId, 'member')
    const set = (values: object) =>
      kysely.updateTable('members').set(values).where('id', '=', person.memberId).execute()
    await ground.within(person, orgId, async (ctx) => {
      await set({ role_id: memberRole })
      expect(ctx.standing.roleKey).toBe('viewer')
      await lockOrganization(ctx)
      expect(ctx.standing.roleKey).toBe('member')
      await set({ is_active: false })
      expect(await verdictOf(lockOrganization(ctx))).toBe('not_found')
    })
    expect(await verdictOf(ground.within(person, orgId, async () => 1))).toBe('not_found')
  })

  test('last activity is noted once in five minutes', async () => {
    const person = await ground.addMember(orgId, 'viewer')
    const read = async () =>
      (
        await ground.runtime.ownerDatabase.kysely
          .selectFrom('members')
          .select('last_active_at')
          .where('id', '=', person.memberId)
          .executeTakeFirstOrThrow()
      ).last_active_at?.getTime()
    await ground.within(person, orgId, async () => 1)
    const first = await read()
    expect(first).toBeGreaterThan(0)
    ground.clock.advance({ minutes: 4 })
    await ground.within(person, orgId, async () => 1)
    expect(await read()).toBe(first)
    ground.clock.advance({ minutes: 2 })
    await ground.within(person, orgId, async () => 1)
    expect(await read()).toBeGreaterThan((first ?? 0) + 5 * 60_000)
  })

  test('nobody enters as operator but the command line and jobs', async () => {
    await expect(ground.asPerson(owner, (ctx) => enterAsOperator(ctx, orgId))).rejects.toThrow(
      /operators and jobs/,
    )
  })
})
