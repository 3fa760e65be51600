import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPersonalKey } from '#shared/contract/api-keys.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import * as contract from '#shared/contract/members.ts'
import { getOrganization, switchOrganization } from '#shared/contract/organizations.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

type MemberPerson = Person & { memberId: string }

let world: World
let owner: Person
let organization: TestOrganization
let admin: MemberPerson
let member: MemberPerson
let viewer: MemberPerson
let stranger: Person
beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  admin = await world.addMember(organization, 'admin', 'Adam Admin')
  member = await world.addMember(organization, 'member', 'Mia Member')
  viewer = await world.addMember(organization, 'viewer', 'Vera Viewer')
  stranger = await world.newPerson()
})
afterAll(() => world.close())

const at = (org: { id: string }) => ({ params: { orgId: org.id } })
const of = (org: { id: string }, memberId: string) => ({ params: { orgId: org.id, memberId } })
const ownMember = async (org: TestOrganization) => {
  const { data } = await world.must(contract.listMembers, { as: org.owner, ...at(org) })
  const own = data.find(({ is_you }) => is_you)
  if (own === undefined) throw new Error('an owner is a member')
  return own
}
const change = async (as: Person, org: TestOrganization, memberId: string, role: string) =>
  world.call(contract.changeMemberRole, {
    as,
    ...of(org, memberId),
    body: { role_id: await world.roleId(org, role) },
  })
const remove = (as: Person | string, org: TestOrganization, memberId: string, reason?: string) =>
  world.call(contract.removeMember, { as, ...of(org, memberId), query: { reason } })

describe('the list', () => {
  const names = async (query: object, as: Person = owner) =>
    (await world.must(contract.listMembers, { as, ...at(organization), query })).data.map(({ name }) => name)

  test('searches, filters, sorts and pages', async () => {
    expect(await names({ sort: 'name' })).toEqual(['Adam Admin', 'Mia Member', 'Olga Owner', 'Vera Viewer'])
    expect(await names({ sort: '-name', limit: 2, page: 2 })).toEqual(['Mia Member', 'Adam Admin'])
    expect(await names({ sort: 'role' })).toEqual(['Olga Owner', 'Adam Admin', 'Mia Member', 'Vera Viewer'])
    expect(await names({ search: 'MIA' })).toEqual(['Mia Member'])
    expect(await names({ search: viewer.email })).toEqual(['Vera Viewer'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ role: 'admin' })).toEqual(['Adam Admin'])
    expect(await names({ status: 'inactive' })).toEqual([])
    const page = await world.must(contract.listMembers, {
      as: owner,
      ...at(organization),
      query: { limit: 1 },
    })
    expect([page.total, page.limit, page.page]).toEqual([4, 1, 1])
  })

  test('shows activity to those with users.view alone, and what the reader may do', async () => {
    const seen = async (as: Person) =>
      world.must(contract.getMember, { as, ...of(organization, member.memberId) })
    expect(await seen(admin)).toMatchObject({
      has_second_factor: false,
      is_owner: false,
      is_you: false,
      can: { change_role: true, remove: true, reactivate: false, make_owner: false },
    })
    expect(await seen(viewer)).toMatchObject({
      has_second_factor: null,
      last_active_at: null,
      can: { change_role: false, remove: false, reactivate: false, make_owner: false },
    })
    expect((await seen(member)).is_you).toBe(true)
    expect((await seen(owner)).can.make_owner).toBe(true)
  })

  test('answers strangers 404, the signed-out 401, wrong questions 400', async () => {
    expect((await world.call(contract.listMembers, { as: stranger, ...at(organization) })).status).toBe(404)
    expect((await world.call(contract.listMembers, at(organization))).status).toBe(401)
    for (const query of [{ page: 0 }, { limit: 9999 }, { status: 'gone' }, { sort: 'age' }, { nonsense: 1 }])
      expect(
        (await world.call(contract.listMembers, { as: owner, ...at(organization), query: query as object }))
          .status,
      ).toBe(400)
  })
})

describe('changing roles', () => {
  test('an admin assigns below admin; the member is told', async () => {
    const org = await world.newOrganization(owner, { name: 'Roles Inc' })
    const [boss, worker] = [await world.addMember(org, 'admin'), await world.addMember(org, 'viewer')]
    const changed = await change(boss, org, worker.memberId, 'member')
    expect([changed.status, changed.body.role.key]).toEqual([200, 'member'])
    expect((await world.mailsTo(worker.email)).at(-1)?.subject).toBe('Your role in Roles Inc is now Member')
    const log = await world.must(listAuditLogs, {
      as: owner,
      ...at(org),
      query: { action: 'org.role_changed' },
    })
    expect(log.data[0]?.changes).toEqual({ role: { before: 'Viewer', after: 'Member' } })
    const refusals = [
      await change(boss, org, worker.memberId, 'admin'),
      await change(boss, org, worker.memberId, 'owner'),
      await change(boss, org, (await ownMember(org)).id, 'member'),
      await change(boss, org, boss.memberId, 'member'),
      await change(worker, org, boss.memberId, 'viewer'),
    ]
    expect(refusals.map(({ status, error }) => [status, error?.code])).toEqual([
      [403, 'role_not_below_yours'],
      [403, 'role_not_below_yours'],
      [403, 'member_not_below_you'],
      [403, 'own_role'],
      [403, 'permission_denied'],
    ])
  })

  test('an owner makes owners, and unmakes them while one stays', async () => {
    const org = await world.newOrganization(owner)
    const worker = await world.addMember(org, 'viewer')
    expect((await change(owner, org, worker.memberId, 'owner')).body.is_owner).toBe(true)
    const log = await world.must(listAuditLogs, { as: owner, ...at(org) })
    expect(log.data[0]?.action).toBe('org.owner_added')
    const own = await ownMember(org)
    expect((await change(worker, org, own.id, 'member')).status).toBe(200)
    expect((await change(worker, org, worker.memberId, 'member')).error?.code).toBe('own_role')
    expect((await change(owner, org, worker.memberId, 'member')).error?.code).toBe('permission_denied')
  })

  test('members and roles of elsewhere are not there', async () => {
    const elsewhere = await world.newOrganization(owner)
    expect((await change(owner, organization, (await ownMember(elsewhere)).id, 'member')).status).toBe(404)
    const foreign = { role_id: await world.roleId(elsewhere, 'viewer') }
    const call = { as: owner, ...of(organization, member.memberId), body: foreign }
    expect((await world.call(contract.changeMemberRole, call)).status).toBe(404)
    const wrong = { ...call, body: { role_id: 'role_x' } }
    expect((await world.call(contract.changeMemberRole, wrong)).status).toBe(400)
    expect((await change(stranger, organization, member.memberId, 'viewer')).status).toBe(404)
    expect((await world.call(contract.changeMemberRole, { ...call, as: '' })).status).toBe(401)
  })

  test('acts on the next request', async () => {
    const org = await world.newOrganization(owner)
    const boss = await world.addMember(org, 'admin')
    const worker = await world.addMember(org, 'viewer')
    expect((await change(boss, org, worker.memberId, 'member')).status).toBe(200)
    expect((await change(owner, org, boss.memberId, 'viewer')).status).toBe(200)
    expect((await change(boss, org, worker.memberId, 'viewer')).error?.code).toBe('permission_denied')
  })
})

describe('removing', () => {
  test('ends session, token and key with the next request; sessions go on elsewhere', async () => {
    const org = await world.newOrganization(owner)
    const boss = await world.addMember(org, 'admin', 'Sam Soon-Gone')
    const { token } = await world.must(switchOrganization, { as: boss, ...at(org) })
    const key = await world.must(createPersonalKey, { as: boss, body: { name: 'Key' } })
    const ways = [boss.token, token, key.secret]
    for (const as of ways) expect((await world.call(getOrganization, { as, ...at(org) })).status).toBe(200)
    const preview = await world.must(contract.previewMemberRemoval, { as: owner, ...of(org, boss.memberId) })
    expect(preview).toMatchObject({ has_personal_keys: true, is_last_owner: false, teams: [], api_keys: [] })
    expect((await remove(owner, org, boss.memberId, 'Contract ended')).status).toBe(200)
    for (const as of ways) expect((await world.call(getOrganization, { as, ...at(org) })).status).toBe(404)
    const home = await world.call(contract.listMembers, {
      as: owner,
      ...at(org),
      query: { status: 'inactive' },
    })
    expect(home.body.data[0]).toMatchObject({
      status: 'inactive',
      deactivation_reason: 'Contract ended',
      deactivated_at: expect.any(String),
      can: { reactivate: true, change_role: false, remove: false },
    })
    expect((await world.mailsTo(boss.email)).at(-1)?.subject).toBe('You were removed from Acme')
    expect((await remove(owner, org, boss.memberId)).error?.code).toBe('member_inactive')
  })

  test('a key stops where its person may not use the API any more', async () => {
    const org = await world.newOrganization(owner)
    const boss = await world.addMember(org, 'admin')
    const key = await world.must(createPersonalKey, { as: boss, body: { name: 'Key' } })
    expect((await change(owner, org, boss.memberId, 'member')).status).toBe(200)
    const refused = await world.call(getOrganization, { as: key.secret, ...at(org) })
    expect([refused.status, refused.error?.details]).toEqual([403, { permission: 'api_keys.use' }])
    expect((await world.call(getOrganization, { as: boss, ...at(org) })).status).toBe(200)
  })

  test('nobody removes themselves, equals, those above, or the last owner', async () => {
    const org = await world.newOrganization(owner)
    const [boss, peer] = [await world.addMember(org, 'admin'), await world.addMember(org, 'admin')]
    const own = await ownMember(org)
    expect((await remove(boss, org, boss.memberId)).error?.code).toBe('own_membership')
    expect((await remove(boss, org, peer.memberId)).error?.code).toBe('member_not_below_you')
    expect((await remove(boss, org, own.id)).error?.code).toBe('member_not_below_you')
    expect((await remove(owner, org, own.id)).error?.code).toBe('own_membership')
    const second = await world.addMember(org, 'viewer')
    await change(owner, org, second.memberId, 'owner')
    expect((await remove(second, org, own.id)).status).toBe(200)
    const preview = { as: second, ...of(org, second.memberId) }
    expect((await world.must(contract.previewMemberRemoval, preview)).is_last_owner).toBe(true)
  })

  test('answers 401, 403, 404 and 400', async () => {
    const elsewhere = await ownMember(await world.newOrganization(owner))
    expect((await remove('', organization, viewer.memberId)).status).toBe(401)
    expect((await remove(member, organization, viewer.memberId)).error?.details).toEqual({
      permission: 'team.remove',
    })
    for (const route of [contract.getMember, contract.removeMember, contract.previewMemberRemoval]) {
      expect((await world.call(route, { as: owner, ...of(organization, elsewhere.id) })).status).toBe(404)
      expect((await world.call(route, { as: stranger, ...of(organization, viewer.memberId) })).status).toBe(
        404,
      )
      expect((await world.call(route, { as: owner, ...of(organization, 'mem_x') })).status).toBe(400)
      expect((await world.call(route, of(organization, viewer.memberId))).status).toBe(401)
    }
    expect((await remove(owner, organization, viewer.memberId, 'x'.repeat(501))).status).toBe(400)
  })
})

describe('bringing back', () => {
  const back = (as: Person, org: TestOrganization, memberId: string, role_id?: string) =>
    world.call(contract.reactivateMember, {
      as,
      ...of(org, memberId),
      body: role_id === undefined ? {} : { role_id },
    })

  test('with the former role or another, a seat and the role guard', async () => {
    const org = await world.newOrganization(owner, { plan: 'free' })
    const [boss, worker] = [await world.addMember(org, 'admin'), await world.addMember(org, 'member')]
    expect((await back(owner, org, worker.memberId)).error?.code).toBe('member_active')
    await remove(boss, org, worker.memberId)
    expect((await back(boss, org, worker.memberId, await world.roleId(org, 'admin'))).error?.code).toBe(
      'role_not_below_yours',
    )
    const returned = await back(boss, org, worker.memberId)
    expect([returned.status, returned.body.status, returned.body.role.key]).toEqual([200, 'active', 'member'])
    expect((await world.call(getOrganization, { as: worker, ...at(org) })).status).toBe(200)
    await remove(boss, org, worker.memberId)
    for (let seat = 0; seat < 3; seat++) await world.addMember(org, 'viewer')
    const full = await back(boss, org, worker.memberId)
    expect([full.status, full.error?.code]).toEqual([403, 'limit_reached'])
    expect((await back(worker, org, worker.memberId)).status).toBe(404)
    expect(
      (await world.call(contract.reactivateMember, { ...of(org, worker.memberId), body: {} })).status,
    ).toBe(401)
  })
})
