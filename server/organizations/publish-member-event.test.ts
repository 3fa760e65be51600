import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteAccount } from '#shared/contract/account.ts'
import { acceptInvitation, createInvitation } from '#shared/contract/invitations.ts'
import { changeMemberRole, reactivateMember, removeMember } from '#shared/contract/members.ts'
import * as organizations from '#shared/contract/organizations.ts'
import { createWebhook, listDeliveries } from '#shared/contract/webhooks.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
})
afterAll(() => world.close())

/** An organization whose webhook hears of members. */
const newHearing = async () => {
  const organization = await world.newOrganization(owner)
  const params = { orgId: organization.id }
  const { id: webhookId } = await world.must(createWebhook, {
    as: owner,
    params,
    body: {
      name: 'HR',
      url: 'https://hooks.example.com/hr',
      events: ['member.joined', 'member.removed', 'member.role_changed'],
    },
  })
  const heard = async () => {
    const { data } = await world.must(listDeliveries, { as: owner, params: { ...params, webhookId } })
    return data.reverse().map(({ payload }) => payload)
  }
  return { organization, params, heard }
}

const inviteAndAccept = async (organization: TestOrganization, person: Person): Promise<void> => {
  const role_id = await world.roleId(organization, 'member')
  const { accept_url } = await world.must(createInvitation, {
    as: owner,
    params: { orgId: organization.id },
    body: { email: person.email, role_id },
  })
  const token = new URL(accept_url ?? '').searchParams.get('token') ?? ''
  await world.must(acceptInvitation, { as: person, body: { token } })
}

test('joining, a changed role, removal and coming back are told, each once and in its transaction', async () => {
  const { organization, params, heard } = await newHearing()
  const grace = await world.addMember(organization, 'member', 'Grace')
  const at = { ...params, memberId: grace.memberId }
  const viewer = await world.roleId(organization, 'viewer')
  await world.must(changeMemberRole, { as: owner, params: at, body: { role_id: viewer } })
  await world.must(changeMemberRole, { as: owner, params: at, body: { role_id: viewer } })
  await world.must(removeMember, { as: owner, params: at })
  expect((await world.call(removeMember, { as: owner, params: at })).status).toBe(409)
  await world.must(reactivateMember, { as: owner, params: at, body: {} })
  const member = { id: grace.memberId, user_id: grace.id, name: 'Grace', email: grace.email }
  const byOwner = { kind: 'person', id: owner.id, name: 'Olga Owner' }
  expect((await heard()).map(({ type, data }) => ({ type, data }))).toMatchObject([
    {
      type: 'member.joined',
      data: { member: { ...member, role: { key: 'member' } }, actor: { id: grace.id, name: 'Grace' } },
    },
    {
      type: 'member.role_changed',
      data: {
        member: { ...member, role: { key: 'viewer' } },
        previous_role: { key: 'member', name: 'Member' },
        actor: byOwner,
      },
    },
    { type: 'member.removed', data: { member, reason: 'removed', actor: byOwner } },
    { type: 'member.joined', data: { member: { ...member, role: { key: 'viewer' } }, actor: byOwner } },
  ])
})

test('leaving, and deleting one’s account, are told to each organization alone', async () => {
  const [one, other] = [await newHearing(), await newHearing()]
  const grace = await world.newPerson({ name: 'Grace' })
  const alan = await world.newPerson({ name: 'Alan' })
  for (const { organization } of [one, other]) await inviteAndAccept(organization, grace)
  await inviteAndAccept(one.organization, alan)
  await world.must(organizations.leaveOrganization, { as: grace, params: one.params })
  await world.must(deleteAccount, { as: alan, body: { password: alan.password } })
  const told = async (hearing: typeof one) =>
    (await hearing.heard()).map(({ type, data }) => {
      const { member, reason } = data as { member: { name: string }; reason?: string }
      return [type, member.name, reason]
    })
  expect(await told(one)).toEqual([
    ['member.joined', 'Grace', undefined],
    ['member.joined', 'Alan', undefined],
    ['member.removed', 'Grace', 'left'],
    ['member.removed', 'Alan', 'account_deleted'],
  ])
  expect(await told(other)).toEqual([['member.joined', 'Grace', undefined]])
})

test('a hand-over of ownership tells of both roles', async () => {
  const { organization, params, heard } = await newHearing()
  const admin = await world.addMember(organization, 'admin', 'Grace')
  await world.must(organizations.transferOwnership, {
    as: owner,
    params,
    body: { member_id: admin.memberId, password: owner.password },
  })
  expect((await heard()).slice(1).map(({ data }) => data)).toMatchObject([
    { member: { name: 'Grace', role: { key: 'owner' } }, previous_role: { key: 'admin' } },
    { member: { name: 'Olga Owner', role: { key: 'admin' } }, previous_role: { key: 'owner' } },
  ])
})
