import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Permission } from '#shared/permissions.ts'
import { acts, look, nextName, perform } from '#test/escalation-acts.ts'
import { at, type Call, call, type Model, pick, seedRole, UNIVERSE } from '#test/escalation-model.ts'
import { type Ground, newGround } from '#test/ground.ts'
import { createRole } from './create-role.ts'
import { removeMember } from './remove-member.ts'

const SEED_ROLES = 4
const SEED_MEMBERS = 5

let ground: Ground
beforeAll(async () => {
  ground = await newGround()
})
afterAll(() => ground.close())

/** The union of what all who are not owners hold, as the database tells it. */
const readHeld = async (orgId: string): Promise<{ permissions: Set<string>; level: number }> => {
  const { kysely } = ground.runtime.ownerDatabase
  const roles = await kysely
    .selectFrom('members')
    .innerJoin('roles', 'roles.id', 'members.role_id')
    .select(['roles.permissions', 'roles.level'])
    .where('members.organization_id', '=', orgId)
    .where('members.is_active', '=', true)
    .where('roles.key', '<>', 'owner')
    .execute()
  const keys = await kysely
    .selectFrom('service_keys')
    .select(['scopes as permissions', 'level'])
    .where('organization_id', '=', orgId)
    .execute()
  const all = [...roles, ...keys]
  return {
    permissions: new Set(all.flatMap((power) => power.permissions ?? [])),
    level: Math.max(0, ...all.map((power) => power.level)),
  }
}

const seed = async (
  roles: { level: number; permissions: Permission[] }[],
  holders: number[],
): Promise<Model> => {
  const owner = await ground.newPerson()
  const orgId = await ground.newOrganization(owner)
  const model: Model = { ground, orgId, roles: [], members: [], keys: [], invitations: [] }
  for (const { level, permissions } of roles) {
    const made = await ground.within(owner, orgId, (ctx) =>
      createRole(ctx, { ...look, name: nextName(), level, permissions }),
    )
    model.roles.push({ id: made.id, level, permissions: new Set(permissions), isGone: false })
  }
  for (const holder of holders) {
    const role = pick(model.roles, holder)
    if (role === undefined) continue
    const { memberId, ...person } = await ground.addMember(orgId, role.id)
    model.members.push({ id: memberId, person, role, isActive: true })
  }
  const [former] = model.members
  if (former !== undefined) {
    await ground.within(owner, orgId, (ctx) => removeMember(ctx, { memberId: former.id }))
    former.isActive = false
  }
  return model
}

/** One sequence in which every kind of call comes through, whatever chance brings: the second member may do it all. */
const everyKind: Call[] = [
  { kind: 'create', by: 0, level: 10, permissions: ['links.delete'] },
  { kind: 'edit', by: 0, role: 4, level: 20, permissions: ['billing.manage'] },
  { kind: 'delete', by: 0, role: 4 },
  { kind: 'assign', by: 0, role: 2, member: 2 },
  { kind: 'invite', by: 0, role: 2 },
  { kind: 'resend', by: 0, invitation: 0 },
  { kind: 'accept', invitation: 0 },
  { kind: 'make_key', by: 0, permissions: ['team.invite'] },
  { kind: 'remove', by: 0, member: 3 },
  { kind: 'reactivate', by: 0, member: 0, role: undefined },
]
const everyRole = [
  { level: 60, permissions: [...UNIVERSE] },
  ...[10, 20, 40].map((level) => ({ level, permissions: ['links.delete' as const] })),
]

test('no sequence of calls by others than owners yields a permission that none of them held', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(seedRole, { minLength: SEED_ROLES, maxLength: SEED_ROLES }),
      fc.array(at, { minLength: SEED_MEMBERS, maxLength: SEED_MEMBERS }),
      fc.array(call, { minLength: 15, maxLength: 30 }),
      async (roles, holders, calls) => {
        const model = await seed(roles, holders)
        const before = await readHeld(model.orgId)
        for (const input of calls) {
          const { isAllowed, verdict } = await perform(model, input)
          const key = `${input.kind} ${verdict === 'ok' ? 'done' : 'refused'}`
          seen.set(key, (seen.get(key) ?? 0) + 1)
          expect(verdict === 'ok', `${JSON.stringify(input)}: ${verdict}`).toBe(isAllowed)
        }
        const after = await readHeld(model.orgId)
        expect([...after.permissions].filter((permission) => !before.permissions.has(permission))).toEqual([])
        expect(after.level).toBeLessThanOrEqual(before.level)
      },
    ),
    { numRuns: 25, endOnFailure: true, examples: [[everyRole, [1, 0, 1, 1, 1], everyKind]] },
  )
  // A property that never gets past the guards shows nothing.
  for (const kind of Object.keys(acts)) expect(seen.get(`${kind} done`) ?? 0, kind).toBeGreaterThan(0)
}, 120_000)
