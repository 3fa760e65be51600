import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPersonalKey, createServiceKey } from '#shared/contract/api-keys.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import * as contract from '#shared/contract/organizations.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person
let organization: TestOrganization
beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner, { name: 'Acme Marketing Team' })
})
afterAll(() => world.close())

const at = (org: { id: string }) => ({ params: { orgId: org.id } })
const ABSENT = { params: { orgId: 'org_01jd0000000000000000000000' } }

const deadlineOf = async (id: string): Promise<Date | null | undefined> =>
  (
    await world.runtime.ownerDatabase.kysely
      .selectFrom('organizations')
      .select('purge_after')
      .where('id', '=', id)
      .executeTakeFirst()
  )?.purge_after

const actionsOf = async (org: { id: string }, as: Person): Promise<string[]> => {
  const log = await world.must(listAuditLogs, { as, ...at(org) })
  return log.data.map((entry) => entry.action)
}

describe('creating', () => {
  test('answers the shape of seed 002; the creator is owner', async () => {
    const made = await world.call(contract.createOrganization, {
      as: owner,
      body: { name: 'Zoë & Søn GmbH' },
    })
    expect(made.status).toBe(201)
    expect(made.body).toEqual({
      id: expect.stringMatching(/^org_/),
      name: 'Zoë & Søn GmbH',
      slug: expect.stringMatching(/^zoe-and-son-gmbh-[a-z0-9]{6}$/),
      owner_id: owner.id,
      subscription_tier: 'unlimited',
      created_at: expect.stringMatching(/Z$/),
    })
    const list = await world.must(contract.listOrganizations, { as: owner })
    expect(list.map(({ name, role }) => [name, role])).toEqual([
      ['Personal Workspace', 'owner'],
      ['Acme Marketing Team', 'owner'],
      ['Zoë & Søn GmbH', 'owner'],
    ])
    expect(list[0]?.member_count).toBe(1)
    expect(await actionsOf(made.body, owner)).toEqual(['org.created'])
  })

  test('a chosen slug is taken once, whatever its case, and never a reserved one', async () => {
    const slug = `chosen-${organization.slug.slice(-6)}`
    const first = await world.call(contract.createOrganization, { as: owner, body: { name: 'A', slug } })
    expect([first.status, first.body.slug]).toEqual([201, slug])
    const body = { name: 'B', slug: slug.toUpperCase() }
    const second = await world.call(contract.createOrganization, { as: owner, body })
    expect([second.status, second.error?.code]).toEqual([409, 'slug_taken'])
    const kept = await world.call(contract.createOrganization, {
      as: owner,
      body: { name: 'C', slug: 'admin' },
    })
    expect([kept.status, kept.error?.code]).toEqual([400, 'invalid_input'])
  })

  test('needs a name, a person, and the plan', async () => {
    const nameless = await world.call(contract.createOrganization, { as: owner, body: { name: ' ' } })
    expect(nameless.status).toBe(400)
    expect((await world.call(contract.createOrganization, { body: { name: 'A' } })).status).toBe(401)
    const key = await world.must(createServiceKey, {
      as: owner,
      ...at(organization),
      body: { name: 'Key', scopes: ['organization.view'] },
    })
    const byKey = await world.call(contract.createOrganization, { as: key.secret, body: { name: 'A' } })
    expect([byKey.status, byKey.error?.code]).toEqual([403, 'person_required'])
  })

  test('by the plan of the personal workspace', async () => {
    const poor = await world.newPerson()
    const [home] = await world.must(contract.listOrganizations, { as: poor })
    const { plans } = world.runtime
    const small = { ...plans.plans[0], id: 'solo', features: [] } as (typeof plans.plans)[number]
    plans.plans.push(small)
    await world.onPlan({ id: home?.id ?? '', name: '', slug: '', owner: poor }, 'solo')
    const refused = await world.call(contract.createOrganization, { as: poor, body: { name: 'A' } })
    expect([refused.status, refused.error?.code]).toEqual([403, 'feature_not_in_plan'])
    const me = await world.must(contract.getMe, { as: poor })
    expect(me.instance.can_create_organizations).toBe(false)
    plans.plans.splice(plans.plans.indexOf(small), 1)
  })
})

describe('getting', () => {
  test('details and settings in the shape of seed 002', async () => {
    const got = await world.must(contract.getOrganization, { as: owner, ...at(organization) })
    expect(got).toEqual({
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      owner_id: owner.id,
      subscription_tier: 'unlimited',
      subscription_status: 'active',
      member_count: 1,
      link_count: 0,
      project_count: 0,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    })
    const settings = await world.must(contract.getOrganizationSettings, { as: owner, ...at(organization) })
    expect(settings.settings).toMatchObject({ defaultAttributionWindow: 168, allowMembersToInvite: false })
    expect(settings.can).toEqual({
      update: true,
      update_settings: true,
      delete: true,
      transfer: true,
      leave: true,
    })
  })

  test('strangers, wrong ids and the signed-out', async () => {
    const stranger = await world.newPerson()
    for (const route of [contract.getOrganization, contract.getOrganizationSettings]) {
      expect((await world.call(route, { as: stranger, ...at(organization) })).status).toBe(404)
      expect((await world.call(route, { as: owner, ...ABSENT })).status).toBe(404)
      expect((await world.call(route, { as: owner, params: { orgId: 'nonsense' } })).status).toBe(400)
      expect((await world.call(route, at(organization))).status).toBe(401)
    }
  })

  test('a suspended organization says so to its members alone', async () => {
    const org = await world.newOrganization(owner)
    await world.runtime.ownerDatabase.kysely
      .updateTable('organizations')
      .set({ suspended_at: new Date() })
      .where('id', '=', org.id)
      .execute()
    const seen = await world.call(contract.getOrganization, { as: owner, ...at(org) })
    expect([seen.status, seen.error?.code]).toEqual([403, 'organization_suspended'])
    const stranger = await world.newPerson()
    expect((await world.call(contract.getOrganization, { as: stranger, ...at(org) })).status).toBe(404)
  })
})

describe('updating', () => {
  test('an admin renames and sets; before and after are in the log', async () => {
    const org = await world.newOrganization(owner)
    const admin = await world.addMember(org, 'admin')
    const body = {
      name: 'Acme Marketing & Growth Team',
      settings: { allowMembersToInvite: true, purpose: 'x' },
    }
    const updated = await world.must(contract.updateOrganization, { as: admin, ...at(org), body })
    expect(updated.name).toBe(body.name)
    const { settings } = await world.must(contract.getOrganizationSettings, { as: admin, ...at(org) })
    expect(settings).toMatchObject({
      allowMembersToInvite: true,
      purpose: 'x',
      defaultAttributionWindow: 168,
    })
    const log = await world.must(listAuditLogs, { as: owner, ...at(org) })
    const entry = log.data.find(({ action }) => action === 'org.updated')
    expect(entry?.changes).toEqual({ name: { before: 'Acme', after: body.name } })
    expect(log.data.find(({ action }) => action === 'org.settings_updated')?.changes).toMatchObject({
      allowMembersToInvite: { before: false, after: true },
    })
    const again = await world.must(contract.updateOrganization, { as: admin, ...at(org), body })
    expect(again.updated_at).toBe(updated.updated_at)
  })

  test('is refused without the permission, beyond the rules, and for taken slugs', async () => {
    const org = await world.newOrganization(owner)
    const member = await world.addMember(org, 'member')
    const other = await world.newOrganization(owner)
    const put = (as: Person, body: object) =>
      world.call(contract.updateOrganization, { as, ...at(org), body })
    expect((await put(member, { name: 'X' })).error?.details).toEqual({ permission: 'organization.update' })
    expect((await put(member, { settings: {} })).error?.details).toEqual({ permission: 'settings.update' })
    expect((await put(owner, { slug: other.slug })).error?.code).toBe('slug_taken')
    expect((await put(owner, { slug: 'api' })).status).toBe(400)
    expect((await put(owner, { settings: { defaultAttributionWindow: 0 } })).status).toBe(400)
    expect((await put(owner, { unknown: 1 })).status).toBe(400)
    expect((await put(await world.newPerson(), { name: 'X' })).status).toBe(404)
    expect((await world.call(contract.updateOrganization, { ...at(org), body: {} })).status).toBe(401)
  })

  test('parallel creates with one slug: one gets it', async () => {
    const slug = `race-${organization.slug.slice(-6)}`
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.call(contract.createOrganization, { as: owner, body: { name: 'Race', slug } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
  })
})

describe('switching', () => {
  test('a token names the organization, and is worth what its bearer is', async () => {
    const org = await world.newOrganization(owner)
    const admin = await world.addMember(org, 'admin', 'Sarah')
    const { token, ...rest } = await world.must(contract.switchOrganization, { as: admin, ...at(org) })
    expect(rest).toEqual({
      user: { id: admin.id, email: admin.email, name: 'Sarah' },
      organization: { id: org.id, name: 'Acme', role: 'admin' },
    })
    expect((await world.call(contract.getOrganization, { as: token, ...at(org) })).status).toBe(200)
    const me = await world.must(contract.getMe, { as: token })
    expect(me.active_organization_id).toBe(org.id)
    expect(me.workspaces.map(({ kind }) => kind)).toEqual(['personal', 'organization'])
    expect(
      (await world.call(contract.switchOrganization, { as: await world.newPerson(), ...at(org) })).status,
    ).toBe(404)
    expect((await world.call(contract.switchOrganization, at(org))).status).toBe(401)
  })

  test('a scoped key gets no more by it', async () => {
    const key = await world.must(createPersonalKey, {
      as: owner,
      body: { name: 'Narrow', scopes: ['organization.view'] },
    })
    const { token } = await world.must(contract.switchOrganization, { as: key.secret, ...at(organization) })
    expect((await world.call(contract.getOrganization, { as: token, ...at(organization) })).status).toBe(200)
    const put = await world.call(contract.updateOrganization, {
      as: token,
      ...at(organization),
      body: { name: 'X' },
    })
    expect(put.error?.details).toEqual({ permission: 'organization.update' })
  })
})

describe('deleting', () => {
  test('only an owner, with its name; at once out of reach, and the owners are told', async () => {
    const org = await world.newOrganization(owner)
    const admin = await world.addMember(org, 'admin')
    const del = (as: Person | string, query = {}) =>
      world.call(contract.deleteOrganization, { as, ...at(org), query })
    expect((await del(admin)).error?.details).toEqual({ permission: 'organization.delete' })
    expect((await del(owner, { confirm: 'Wrong' })).status).toBe(400)
    expect((await del(await world.newPerson())).status).toBe(404)
    const deleted = await del(owner, { confirm: 'Acme' })
    expect(deleted.body).toEqual({ message: 'Organization deleted successfully' })
    for (const as of [owner, admin]) {
      expect((await world.call(contract.getOrganization, { as, ...at(org) })).status).toBe(404)
      const list = await world.must(contract.listOrganizations, { as })
      expect(list.map(({ id }) => id)).not.toContain(org.id)
    }
    const days = ((await deadlineOf(org.id))?.getTime() ?? 0) - world.clock.now().getTime()
    expect(Math.round(days / 86_400_000)).toBe(7)
    expect((await world.mailsTo(owner.email)).map(({ subject }) => subject)).toContain('Acme was deleted')
  })

  test('never a personal workspace', async () => {
    const [home] = await world.must(contract.listOrganizations, { as: owner })
    const params = { orgId: home?.id ?? '' }
    const deleted = await world.call(contract.deleteOrganization, { as: owner, params })
    expect([deleted.status, deleted.error?.code]).toEqual([403, 'personal_workspace'])
    const left = await world.call(contract.leaveOrganization, { as: owner, params })
    expect([left.status, left.error?.code]).toEqual([403, 'personal_workspace'])
  })
})

describe('leaving', () => {
  test('anyone but the last owner, out with the next request', async () => {
    const org = await world.newOrganization(owner)
    const member = await world.addMember(org, 'member')
    const last = await world.call(contract.leaveOrganization, { as: owner, ...at(org) })
    expect([last.status, last.error?.code]).toEqual([409, 'last_owner'])
    expect((await world.call(contract.leaveOrganization, { as: member, ...at(org) })).status).toBe(200)
    expect((await world.call(contract.leaveOrganization, { as: member, ...at(org) })).status).toBe(404)
    expect((await world.call(contract.leaveOrganization, at(org))).status).toBe(401)
    expect(await actionsOf(org, owner)).toContain('org.member_left')
  })
})

describe('handing ownership over', () => {
  test('to an active admin, after the password; both are told', async () => {
    const org = await world.newOrganization(owner, { name: 'Heirloom' })
    const admin = await world.addMember(org, 'admin', 'Ada Heir')
    const member = await world.addMember(org, 'member')
    const hand = (as: Person, body: { member_id: string; password?: string }) =>
      world.call(contract.transferOwnership, { as, ...at(org), body })
    const { password } = owner
    expect((await hand(admin, { member_id: member.memberId, password })).error?.code).toBe(
      'permission_denied',
    )
    expect((await hand(owner, { member_id: admin.memberId })).status).toBe(400)
    expect((await hand(owner, { member_id: admin.memberId, password: 'wrong' })).status).toBe(403)
    const early = await hand(owner, { member_id: member.memberId, password })
    expect([early.status, early.error?.code]).toEqual([409, 'not_an_active_admin'])
    expect((await hand(owner, { member_id: admin.memberId, password })).status).toBe(200)
    const list = await world.must(contract.listOrganizations, { as: owner })
    expect(list.find(({ id }) => id === org.id)?.role).toBe('admin')
    const details = await world.must(contract.getOrganization, { as: owner, ...at(org) })
    expect(details.owner_id).toBe(admin.id)
    for (const { email } of [owner, admin])
      expect((await world.mailsTo(email)).map(({ subject }) => subject).join()).toMatch(/Heirloom/)
    expect((await hand(owner, { member_id: admin.memberId, password })).status).toBe(403)
    expect(await actionsOf(org, admin)).toContain('org.ownership_transferred')
  })
})
