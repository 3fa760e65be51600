import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, type Joined, newGround, type PersonActor, verdictOf } from '#test/ground.ts'
import { changeMemberRole } from './change-member-role.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { endAllMemberships } from './end-memberships.ts'
import { leaveOrganization } from './leave-organization.ts'
import { listMembers } from './list-members.ts'
import { reactivateMember } from './reactivate-member.ts'
import { removeMember } from './remove-member.ts'
import { updateRole } from './update-role.ts'

let ground: Ground
beforeAll(async () => {
  ground = await newGround()
})
afterAll(() => ground.close())

const ROUNDS = 8

const countOwners = async (orgId: string): Promise<number> => {
  const rows = await ground.runtime.ownerDatabase.kysely
    .selectFrom('members')
    .innerJoin('roles', 'roles.id', 'members.role_id')
    .select('members.id')
    .where('members.organization_id', '=', orgId)
    .where('members.is_active', '=', true)
    .where('roles.key', '=', 'owner')
    .execute()
  return rows.length
}

const ownMemberId = async (orgId: string, person: PersonActor): Promise<string> =>
  (
    await ground.runtime.ownerDatabase.kysely
      .selectFrom('members')
      .select('id')
      .where('organization_id', '=', orgId)
      .where('user_id', '=', person.id)
      .executeTakeFirstOrThrow()
  ).id

const twoOwners = async (): Promise<{ orgId: string; first: Joined; second: Joined }> => {
  const founder = await ground.newPerson()
  const orgId = await ground.newOrganization(founder)
  const second = await ground.addMember(orgId, 'owner')
  return { orgId, first: { ...founder, memberId: await ownMemberId(orgId, founder) }, second }
}

type Act = (actor: Joined, other: Joined, orgId: string) => Promise<unknown>

const demote: Act = async (actor, other, orgId) => {
  const roleId = await ground.roleId(orgId, 'member')
  return ground.within(actor, orgId, (ctx) => changeMemberRole(ctx, { memberId: other.memberId, roleId }))
}
const remove: Act = (actor, other, orgId) =>
  ground.within(actor, orgId, (ctx) => removeMember(ctx, { memberId: other.memberId }))
const leave: Act = (actor, _other, orgId) => ground.within(actor, orgId, (ctx) => leaveOrganization(ctx))
const endAccount: Act = (actor) => ground.asPerson(actor, (ctx) => endAllMemberships(ctx, actor.id))

describe('two owners at once', () => {
  test.each<[string, Act, Act]>([
    ['demote each other', demote, demote],
    ['remove each other', remove, remove],
    ['demote and remove each other', demote, remove],
    ['both leave', leave, leave],
    ['one leaves, the other deletes the account', leave, endAccount],
    ['both delete their accounts', endAccount, endAccount],
  ])('%s: one owner stays', async (_name, left, right) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { orgId, first, second } = await twoOwners()
      const verdicts = await Promise.all([
        verdictOf(left(first, second, orgId)),
        verdictOf(right(second, first, orgId)),
      ])
      expect(await countOwners(orgId), verdicts.join(' / ')).toBe(1)
      expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(1)
    }
  })

  test('one removes, the other deletes the account: one owner stays', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { orgId, first, second } = await twoOwners()
      await Promise.all([remove(first, second, orgId), endAccount(second, first, orgId)].map(verdictOf))
      expect(await countOwners(orgId)).toBe(1)
    }
  })

  test('ten owners all leave: one stays', async () => {
    const { orgId, first, second } = await twoOwners()
    const more = await Promise.all(Array.from({ length: 8 }, () => ground.addMember(orgId, 'owner')))
    const verdicts = await Promise.all(
      [first, second, ...more].map((owner) => verdictOf(leave(owner, owner, orgId))),
    )
    expect(verdicts.filter((verdict) => verdict === 'last_owner')).toHaveLength(1)
    expect(await countOwners(orgId)).toBe(1)
  })
})

const LIMITED = ['links.read', 'team.view', 'team.change_role'] as const

describe('a role edited while it is assigned', () => {
  test('nobody hands out what they do not hold', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const owner = await ground.newPerson()
      const orgId = await ground.newOrganization(owner)
      const own = { description: '', icon: 'user' as const, color: '#0f766e' }
      const lead = await ground.within(owner, orgId, (ctx) =>
        createRole(ctx, { ...own, name: 'Lead', level: 50, permissions: [...LIMITED] }),
      )
      const target = await ground.within(owner, orgId, (ctx) =>
        createRole(ctx, { ...own, name: 'Target', level: 20, permissions: ['links.read'] }),
      )
      const assigner = await ground.addMember(orgId, lead.id)
      const member = await ground.addMember(orgId, 'viewer')
      const permissions = ['links.read' as const, 'billing.manage' as const]
      let isEdited = false
      const edit = ground
        .within(owner, orgId, (ctx) => updateRole(ctx, { roleId: target.id, changes: { permissions } }))
        .then(() => {
          isEdited = true
        })
      const assign = ground.within(assigner, orgId, async (ctx) => {
        const assigned = await changeMemberRole(ctx, { memberId: member.memberId, roleId: target.id })
        // The lock is held until commit: the edit can only come after this assignment, or came before it.
        return { assigned, wasEdited: isEdited }
      })
      const [verdict] = await Promise.all([verdictOf(assign), edit])
      if (verdict === 'ok') expect((await assign).wasEdited).toBe(false)
      else expect(['permissions_beyond_yours', 'member_not_below_you']).toContain(verdict)
    }
  })

  test('a role is not deleted under the feet of whoever assigns it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const owner = await ground.newPerson()
      const orgId = await ground.newOrganization(owner)
      const made = { description: '', icon: 'user' as const, color: '#0f766e', level: 20, permissions: [] }
      const role = await ground.within(owner, orgId, (ctx) => createRole(ctx, { ...made, name: 'Short' }))
      const admin = await ground.addMember(orgId, 'admin')
      const member = await ground.addMember(orgId, 'viewer')
      const verdicts = await Promise.all([
        verdictOf(ground.within(owner, orgId, (ctx) => deleteRole(ctx, role.id))),
        verdictOf(
          ground.within(admin, orgId, (ctx) =>
            changeMemberRole(ctx, { memberId: member.memberId, roleId: role.id }),
          ),
        ),
      ])
      expect([
        ['ok', 'not_found'],
        ['role_in_use', 'ok'],
      ]).toContainEqual(verdicts)
    }
  })

  test('an actor demoted meanwhile assigns nothing any more', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const owner = await ground.newPerson()
      const orgId = await ground.newOrganization(owner)
      const admin = await ground.addMember(orgId, 'admin')
      const member = await ground.addMember(orgId, 'viewer')
      const [memberRole, viewerRole] = [
        await ground.roleId(orgId, 'member'),
        await ground.roleId(orgId, 'viewer'),
      ]
      const order: string[] = []
      const [, verdict] = await Promise.all([
        ground
          .within(owner, orgId, (ctx) =>
            changeMemberRole(ctx, { memberId: admin.memberId, roleId: viewerRole }),
          )
          .then(() => order.push('demoted')),
        verdictOf(
          ground.within(admin, orgId, async (ctx) => {
            await changeMemberRole(ctx, { memberId: member.memberId, roleId: memberRole })
            order.push('assigned')
          }),
        ),
      ])
      expect(verdict === 'ok' ? order[0] : verdict).toBe(verdict === 'ok' ? 'assigned' : 'permission_denied')
    }
  })
})

describe('the last seats', () => {
  test('20 members are brought back at once into two seats: two come back', async () => {
    const owner = await ground.newPerson()
    const orgId = await ground.newOrganization(owner, 'free')
    await ground.addMember(orgId, 'member')
    await ground.addMember(orgId, 'member')
    const former = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const member = await ground.addMember(orgId, 'viewer')
        await ground.runtime.ownerDatabase.kysely
          .updateTable('members')
          .set({ is_active: false })
          .where('id', '=', member.memberId)
          .execute()
        return member
      }),
    )
    const verdicts = await Promise.all(
      former.map(({ memberId }) =>
        verdictOf(ground.within(owner, orgId, (ctx) => reactivateMember(ctx, { memberId }))),
      ),
    )
    expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(2)
    expect(verdicts.filter((verdict) => verdict === 'limit_reached')).toHaveLength(18)
    const query = { page: 1, limit: 50, status: 'active' as const, sort: 'name' as const }
    const all = await ground.within(owner, orgId, (ctx) => listMembers(ctx, query))
    expect(all.total).toBe(5)
  })
})
