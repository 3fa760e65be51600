import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changePassword, listSessions, updateProfile } from '#shared/contract/account.ts'
import {
  createPersonalKey,
  createServiceKey,
  listPersonalKeys,
  listServiceKeys,
  revokePersonalKey,
  revokeServiceKey,
} from '#shared/contract/api-keys.ts'
import { listMembers } from '#shared/contract/members.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person
let organization: TestOrganization
let params: { orgId: string }
beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const personalKey = (
  as: Person | string,
  body: { scopes?: string[] | null; expires_in_days?: number } = {},
) => world.call(createPersonalKey, { as, body: { name: 'CI', ...body } as never })
const serviceKey = (as: Person | string, scopes: string[]) =>
  world.call(createServiceKey, { as, params, body: { name: 'CI', scopes } as never })
const members = (as: string) => world.call(listMembers, { as, params })

describe('a personal key', () => {
  test('acts as its person within its scopes, and is shown once', async () => {
    const { body } = await personalKey(owner, { scopes: ['team.view'] })
    expect(body.secret).toMatch(/^gh_pk_[\w-]{43}[0-9a-f]{6}$/)
    expect((await members(body.secret)).status).toBe(200)
    expect((await serviceKey(body.secret, ['team.view'])).error).toMatchObject({ code: 'permission_denied' })
    const listed = JSON.stringify(await world.must(listPersonalKeys, { as: owner }))
    expect(listed).toContain(body.prefix)
    expect(listed).not.toContain(body.secret)
    const { rows } = await world.runtime.ownerDatabase.pool.query(
      'select * from personal_keys where id = $1',
      [body.id],
    )
    expect(JSON.stringify(rows)).not.toContain(body.secret)
    expect(rows[0].last_used_at).not.toBeNull()
  })

  test('makes no key that may more than itself', async () => {
    const { body } = await personalKey(owner, { scopes: ['team.view', 'links.read'] })
    expect((await personalKey(body.secret, { scopes: ['team.view', 'team.invite'] })).error?.code).toBe(
      'scopes_beyond_yours',
    )
    expect((await personalKey(body.secret, { scopes: null })).error?.code).toBe('scopes_beyond_yours')
    expect((await personalKey(body.secret, { scopes: ['links.read'] })).status).toBe(201)
  })

  test('cannot change how its person signs in', async () => {
    const { body } = await personalKey(owner)
    const answer = await world.call(changePassword, {
      as: body.secret,
      body: { current_password: owner.password, password: 'quite another password' },
    })
    expect(answer.error?.code).toBe('session_required')
  })

  test('with scopes touches nothing of the account but itself', async () => {
    const { body } = await personalKey(owner, { scopes: ['team.view'] })
    const { body: other } = await personalKey(owner)
    const revoke = (keyId: string) => world.call(revokePersonalKey, { as: body.secret, params: { keyId } })
    const answers = [
      await world.call(updateProfile, { as: body.secret, body: { name: 'Eve' } }),
      await world.call(listSessions, { as: body.secret }),
      await revoke(other.id),
    ]
    expect(answers.map(({ error }) => error?.code)).toEqual(Array(3).fill('unscoped_key_required'))
    expect((await revoke(body.id)).status).toBe(200)
  })

  test('stops at once when revoked, and when it expires', async () => {
    const { body } = await personalKey(owner, { expires_in_days: 1 })
    const { body: other } = await personalKey(owner)
    const stranger = await world.newPerson()
    const revoke = (as: Person) => world.call(revokePersonalKey, { as, params: { keyId: other.id } })
    expect((await revoke(stranger)).status).toBe(404)
    expect((await revoke(owner)).status).toBe(200)
    expect((await world.call(listSessions, { as: other.secret })).status).toBe(401)
    expect((await world.call(listSessions, { as: body.secret })).status).toBe(200)
    world.clock.advance({ days: 1, minutes: 1 })
    expect((await world.call(listSessions, { as: body.secret })).status).toBe(401)
  })

  test('needs the permission to use the API', async () => {
    const member = await world.addMember(organization, 'member')
    const { body } = await personalKey(member)
    expect((await members(member.token)).status).toBe(200)
    expect((await members(body.secret)).error).toMatchObject({ details: { permission: 'api_keys.use' } })
  })
})

describe('a service key', () => {
  test('acts in its organization alone, within its scopes', async () => {
    const { status, body } = await serviceKey(owner, ['team.view'])
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^gh_sk_/)
    expect((await members(body.secret)).status).toBe(200)
    const other = await world.newOrganization(owner, { name: 'Other' })
    const foreign = await world.call(listMembers, { as: body.secret, params: { orgId: other.id } })
    expect(foreign.status).toBe(404)
    expect((await world.call(listSessions, { as: body.secret })).error?.code).toBe('person_required')
    expect((await world.call(listServiceKeys, { as: body.secret, params })).status).toBe(403)
  })

  test('may not more than its maker', async () => {
    const admin = await world.addMember(organization, 'admin')
    expect((await serviceKey(admin, ['team.view', 'billing.manage'])).status).toBe(201)
    const member = await world.addMember(organization, 'member')
    expect((await serviceKey(member, ['team.view'])).error).toMatchObject({
      code: 'permission_denied',
      details: { permission: 'api_keys.create' },
    })
    expect((await serviceKey(owner, ['organization.delete'])).status).toBe(400)
    const { body } = await serviceKey(owner, ['api_keys.create', 'team.view'])
    const beyond = await serviceKey(body.secret, ['team.view', 'team.invite'])
    expect(beyond.error?.code).toBe('permissions_beyond_yours')
    expect((await serviceKey(body.secret, ['team.view'])).status).toBe(201)
  })

  test('stops at once when revoked; strangers find nothing', async () => {
    const { body } = await serviceKey(owner, ['team.view'])
    const stranger = await world.newPerson()
    const revoke = (as: Person) => world.call(revokeServiceKey, { as, params: { ...params, keyId: body.id } })
    expect((await revoke(stranger)).status).toBe(404)
    expect((await revoke(owner)).status).toBe(200)
    expect((await members(body.secret)).status).toBe(401)
    expect((await revoke(owner)).status).toBe(404)
  })

  test('with one letter changed is nobody', async () => {
    const { body } = await serviceKey(owner, ['team.view'])
    const changed = `${body.secret.slice(0, -1)}${body.secret.endsWith('0') ? '1' : '0'}`
    expect((await members(changed)).status).toBe(401)
  })
})
