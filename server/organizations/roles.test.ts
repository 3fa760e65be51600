import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { cancelInvitation, createInvitation } from '#shared/contract/invitations.ts'
import { changeMemberRole, removeMember } from '#shared/contract/members.ts'
import * as contract from '#shared/contract/roles.ts'
import { ALL_PERMISSIONS } from '#shared/permissions.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

type MemberPerson = Person & { memberId: string }

let world: World
let owner: Person
let organization: TestOrganization
let admin: MemberPerson
let member: MemberPerson
let stranger: Person
beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  admin = await world.addMember(organization, 'admin')
  member = await world.addMember(organization, 'member')
  stranger = await world.newPerson()
})
afterAll(() => world.close())

const at = (org: { id: string }) => ({ params: { orgId: org.id } })
const of = (roleId: string) => ({ params: { orgId: organization.id, roleId } })
const create = (as: Person | string, body: object) =>
  world.call(contract.createRole, { as, ...at(organization), body: body as never })
const edit = (as: Person | string, roleId: string, body: object) =>
  world.call(contract.updateRole, { as, ...of(roleId), body })
const del = (as: Person | string, roleId: string) => world.call(contract.deleteRole, { as, ...of(roleId) })
const idOf = (key: string) => world.roleId(organization, key)

describe('listing', () => {
  test('four system roles, the highest first, with counts and what the reader may do', async () => {
    const { data } = await world.must(contract.listRoles, { as: admin, ...at(organization) })
    const system = data.filter(({ is_system }) => is_system)
    expect(system.map(({ key, level, member_count }) => [key, level, member_count])).toEqual([
      ['owner', 99, 1],
      ['admin', 80, 1],
      ['member', 40, 1],
      ['viewer', 10, 0],
    ])
    expect(system.map(({ can }) => [can.update, can.update_details, can.delete, can.assign])).toEqual([
      [false, false, false, false],
      [false, false, false, false],
      [true, false, false, true],
      [true, false, false, true],
    ])
    expect(system[0]?.permissions).toEqual(ALL_PERMISSIONS)
    expect((await world.call(contract.listRoles, { as: stranger, ...at(organization) })).status).toBe(404)
    expect((await world.call(contract.listRoles, at(organization))).status).toBe(401)
  })

  test('the catalogue has the 15 categories of seed 001 and more', async () => {
    const { data } = await world.must(contract.listPermissions, { as: stranger })
    expect(data).toHaveLength(20)
    expect(data.flatMap(({ permissions }) => permissions.map(({ name }) => name))).toEqual(ALL_PERMISSIONS)
    expect((await world.call(contract.listPermissions)).status).toBe(401)
  })
})

describe('creating', () => {
  test('below one’s level, of what one holds', async () => {
    const made = await create(admin, {
      name: 'Marketing Manager',
      level: 50,
      permissions: ['links.read', 'links.read'],
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      key: 'marketing-manager',
      name: 'Marketing Manager',
      icon: 'user',
      is_system: false,
      permissions: ['links.read'],
      can: { update: true, update_details: true, delete: true, assign: true },
    })
    const log = await world.must(listAuditLogs, {
      as: owner,
      ...at(organization),
      query: { action: 'role.created' },
    })
    expect(log.data[0]?.targets[0]?.name).toBe('Marketing Manager')
  })

  test('and is refused otherwise', async () => {
    const base = { permissions: [] }
    const refused = [
      await create(member, { ...base, name: 'A1' }),
      await create(admin, { ...base, name: 'A2', level: 80 }),
      await create(admin, { name: 'A3', permissions: ['organization.delete'] }),
      await create(owner, { name: 'A4', permissions: ['organization.transfer'] }),
      await create(owner, { ...base, name: 'ADMIN' }),
      await create(stranger, { ...base, name: 'A5' }),
      await create('', { ...base, name: 'A6' }),
      await create(owner, { name: 'A7', permissions: ['links.fly'] }),
      await create(owner, { ...base, name: 'A8', level: 99 }),
      await create(owner, { ...base, name: 'A9', icon: 'skull' }),
      await create(owner, { ...base, name: 'A10', description: 'x'.repeat(501) }),
    ]
    expect(refused.map(({ status, error }) => [status, error?.code])).toEqual([
      [403, 'permission_denied'],
      [403, 'role_not_below_yours'],
      [400, 'invalid_input'],
      [400, 'invalid_input'],
      [409, 'role_name_taken'],
      [404, 'not_found'],
      [401, 'unauthenticated'],
      ...Array(4).fill([400, 'invalid_input']),
    ])
  })

  test('needs the feature of the plan', async () => {
    const small = await world.newOrganization(owner, { plan: 'free' })
    const body = { name: 'X', permissions: [] }
    const refused = await world.call(contract.createRole, { as: owner, ...at(small), body })
    expect([refused.status, refused.error?.code]).toEqual([403, 'feature_not_in_plan'])
  })
})

describe('editing', () => {
  test('a custom role wholly; what was added and taken is in the log', async () => {
    const { body: role } = await create(owner, { name: 'Editor', level: 30, permissions: ['links.read'] })
    const edited = await edit(admin, role.id, { name: 'Writer', level: 31, permissions: ['links.create'] })
    expect(edited.body).toMatchObject({
      name: 'Writer',
      key: 'editor',
      level: 31,
      permissions: ['links.create'],
    })
    const log = await world.must(listAuditLogs, {
      as: owner,
      ...at(organization),
      query: { action: 'role.updated' },
    })
    expect(log.data[0]?.changes).toMatchObject({
      name: { before: 'Editor', after: 'Writer' },
      permissions_added: { after: ['links.create'] },
      permissions_removed: { before: ['links.read'] },
    })
  })

  test('of a system role only its permissions, within reason', async () => {
    const viewer = await idOf('viewer')
    const narrowed = await edit(admin, viewer, { permissions: ['links.read'] })
    expect(narrowed.body.permissions).toEqual(['links.read'])
    const refused = [
      await edit(admin, viewer, { permissions: ['links.create'] }),
      await edit(owner, viewer, { name: 'Spectator' }),
      await edit(owner, await idOf('member'), { level: 41 }),
      await edit(owner, await idOf('owner'), { permissions: [] }),
      await edit(owner, await idOf('admin'), { permissions: ['organization.delete'] }),
      await edit(admin, await idOf('admin'), { permissions: [] }),
      await edit(member, viewer, { permissions: [] }),
      await edit(stranger, viewer, { permissions: [] }),
      await edit('', viewer, { permissions: [] }),
      await edit(owner, 'role_x', {}),
    ]
    expect(refused.map(({ status, error }) => [status, error?.code])).toEqual([
      [400, 'invalid_input'],
      [403, 'system_role_fixed'],
      [403, 'system_role_fixed'],
      [403, 'owner_role_fixed'],
      [400, 'invalid_input'],
      [403, 'own_role'],
      [403, 'permission_denied'],
      [404, 'not_found'],
      [401, 'unauthenticated'],
      [400, 'invalid_input'],
    ])
  })

  test('never beyond the editor, what is taken included', async () => {
    const { body: lead } = await create(owner, {
      name: 'Lead',
      level: 60,
      permissions: ['team.view', 'team.manage_permissions', 'links.read'],
    })
    const editor = await world.addMember(organization, lead.key)
    const { body: rich } = await create(owner, { name: 'Rich', level: 20, permissions: ['billing.manage'] })
    const { body: peer } = await create(owner, { name: 'Peer', level: 60, permissions: [] })
    const { body: low } = await create(owner, { name: 'Low', level: 20, permissions: ['links.read'] })
    const refused = [
      await edit(editor, low.id, { permissions: ['billing.manage'] }),
      await edit(editor, rich.id, { permissions: [] }),
      await edit(editor, rich.id, { level: 59 }),
      await edit(editor, peer.id, { name: 'Pear' }),
      await edit(editor, low.id, { level: 60 }),
      await edit(editor, lead.id, { permissions: [] }),
    ]
    expect(refused.map(({ error }) => error?.code)).toEqual([
      'permissions_beyond_yours',
      'permissions_beyond_yours',
      'permissions_beyond_yours',
      'role_not_below_yours',
      'role_not_below_yours',
      'own_role',
    ])
    expect((await edit(editor, low.id, { permissions: [] })).status).toBe(200)
  })

  test('acts on the next request of those who have the role', async () => {
    const { body: role } = await create(owner, { name: 'Fleeting', level: 20, permissions: ['team.view'] })
    const holder = await world.addMember(organization, role.key)
    expect((await world.call(contract.listRoles, { as: holder, ...at(organization) })).status).toBe(200)
    await edit(owner, role.id, { permissions: [] })
    const refused = await world.call(contract.listRoles, { as: holder, ...at(organization) })
    expect(refused.error?.details).toEqual({ permission: 'team.view' })
  })
})

describe('deleting', () => {
  test('only what nobody holds: no member, no pending invitation', async () => {
    const { body: role } = await create(owner, { name: 'Brief', level: 20, permissions: [] })
    const holder = await world.addMember(organization, role.key)
    expect((await del(owner, role.id)).error?.code).toBe('role_in_use')
    const params = { orgId: organization.id, memberId: holder.memberId }
    await world.must(removeMember, { as: owner, params })
    const invited = await world.must(createInvitation, {
      as: owner,
      ...at(organization),
      body: { email: 'brief@example.com', role_id: role.id },
    })
    const blocked = await del(owner, role.id)
    expect(blocked.error?.details).toEqual({ members: 0, pending_invitations: 1 })
    await world.must(cancelInvitation, {
      as: owner,
      params: { orgId: organization.id, invitationId: invited.id },
    })
    expect((await del(owner, role.id)).status).toBe(200)
    expect((await del(owner, role.id)).status).toBe(404)
    const body = { role_id: role.id }
    expect((await world.call(changeMemberRole, { as: owner, params, body })).status).toBe(409)
  })

  test('never a system role, one’s equals, or without the permission', async () => {
    const { body: high } = await create(owner, { name: 'High', level: 90, permissions: [] })
    const refused = [
      await del(owner, await idOf('viewer')),
      await del(admin, high.id),
      await del(member, high.id),
      await del(stranger, high.id),
      await del('', high.id),
      await del(owner, 'role_x'),
    ]
    expect(refused.map(({ status, error }) => [status, error?.code])).toEqual([
      [403, 'system_role_fixed'],
      [403, 'role_not_below_yours'],
      [403, 'permission_denied'],
      [404, 'not_found'],
      [401, 'unauthenticated'],
      [400, 'invalid_input'],
    ])
  })
})
