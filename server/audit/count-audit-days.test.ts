import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAuditDays } from '#shared/contract/audit.ts'
import { createProject } from '#shared/contract/projects.ts'
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

describe('entries a day', () => {
  it('counts the last thirty days by outcome, with the filters of the list', async () => {
    const viewer = await world.addMember(organization, 'viewer')
    await world.must(createProject, { as: owner, params, body: { name: 'Spring' } })
    await world.call(createProject, { as: viewer, params, body: { name: 'Summer' } })
    const { data } = await world.must(countAuditDays, { as: owner, params })
    expect(data).toHaveLength(30)
    expect(data.at(-1)).toMatchObject({ refused: 1 })
    const query = { category: 'project' }
    const projects = await world.must(countAuditDays, { as: owner, params, query })
    expect(projects.data.at(-1)).toMatchObject({ succeeded: 1, refused: 0 })
  })

  it('refuses a zone that does not exist', async () => {
    const query = { zone: 'Mars/Olympus' }
    expect(await world.call(countAuditDays, { as: owner, params, query })).toMatchObject({
      status: 400,
      error: { details: { fields: [{ field: 'zone' }] } },
    })
  })

  it('is for members who may see the log', async () => {
    const member = await world.addMember(organization, 'member')
    const stranger = await world.newPerson()
    expect((await world.call(countAuditDays, { params })).status).toBe(401)
    expect((await world.call(countAuditDays, { as: member, params })).status).toBe(403)
    expect((await world.call(countAuditDays, { as: stranger, params })).status).toBe(404)
  })
})
