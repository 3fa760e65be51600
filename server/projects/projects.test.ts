import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import {
  createProject,
  deleteProject,
  getProject,
  listProjects,
  updateProject,
} from '#shared/contract/projects.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { countResources } from './project-resources.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const create = (name: string, description = '') =>
  world.must(createProject, { as: owner, params, body: { name, description } })

it('is created, edited, archived, restored and deleted, each in the log', async () => {
  const made = await create('Spring campaign')
  expect(made).toMatchObject({
    color: '#0f766e',
    is_archived: false,
    resource_counts: { links: 0 },
    can: { update: true, delete: true },
  })
  expect(made.created_by).toEqual({ id: owner.id, name: 'Olga Owner' })
  const at = { ...params, projectId: made.id }
  const edit = (body: { name?: string; color?: string; is_archived?: boolean }) =>
    world.must(updateProject, { as: owner, params: at, body })
  expect(await edit({ name: 'Summer', color: '#123456' })).toMatchObject({ name: 'Summer', color: '#123456' })
  expect((await edit({ is_archived: true })).is_archived).toBe(true)
  expect((await world.must(listProjects, { as: owner, params, query: { search: 'summer' } })).total).toBe(0)
  const archived = await world.must(listProjects, { as: owner, params, query: { status: 'archived' } })
  expect(archived.data.map((project) => project.id)).toEqual([made.id])
  expect((await edit({ is_archived: false })).is_archived).toBe(false)
  await edit({ is_archived: false })
  await world.must(deleteProject, { as: owner, params: at })
  expect((await world.call(getProject, { as: owner, params: at })).status).toBe(404)
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map((entry) => entry.action).reverse()).toEqual([
    'project.created',
    'project.updated',
    'project.archived',
    'project.restored',
    'project.deleted',
  ])
})

it('keeps names unique in an organization, in any case, also at once', async () => {
  const name = 'Unique'
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      world.call(createProject, {
        as: owner,
        params,
        body: { name: index % 2 === 0 ? name : name.toUpperCase() },
      }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  expect(answers.filter((answer) => answer.error?.code === 'name_taken')).toHaveLength(7)
  const second = await create('Second')
  const at = { ...params, projectId: second.id }
  const rename = await world.call(updateProject, { as: owner, params: at, body: { name: 'unique' } })
  expect([rename.status, rename.error?.code]).toEqual([409, 'name_taken'])
  await world.must(updateProject, { as: owner, params: at, body: { name: 'SECOND' } })
})

it('makes exactly as many as the plan allows when asked in parallel', async () => {
  const free = await world.newOrganization(await world.newPerson(), { plan: 'free' })
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      world.call(createProject, { as: free.owner, params: { orgId: free.id }, body: { name: `P${index}` } }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3)
  const refused = answers.filter((answer) => answer.error?.code === 'limit_reached')
  expect(refused).toHaveLength(9)
  expect(refused[0]?.error?.details).toMatchObject({ limit: 3, usage: 3, limit_name: 'projects' })
})

it('searches what is typed, sorts both ways and pages', async () => {
  for (const name of ['sort b', 'Sort a', 'sort 100%']) await create(name, 'to be sorted')
  const list = (query: {
    search?: string
    sort?: 'name' | '-name' | 'created_at' | '-created_at'
    limit?: number
    page?: number
  }) => world.must(listProjects, { as: owner, params, query })
  const names = (page: { data: { name: string }[] }) => page.data.map((project) => project.name)
  expect(names(await list({ search: 'be sorted' }))).toEqual(['sort 100%', 'Sort a', 'sort b'])
  expect(names(await list({ search: 'sorted', sort: '-name' }))).toEqual(['sort b', 'Sort a', 'sort 100%'])
  expect(names(await list({ search: 'sorted', sort: '-created_at' }))[0]).toBe('sort 100%')
  expect(names(await list({ search: '%' }))).toEqual(['sort 100%'])
  const second = await list({ search: 'sorted', limit: 2, page: 2 })
  expect([second.total, names(second)]).toEqual([3, ['sort b']])
})

it('answers 400, 401, 403 and 404', async () => {
  const made = await create('Guarded')
  const at = { ...params, projectId: made.id }
  const viewer = await world.addMember(organization, 'viewer')
  const member = await world.addMember(organization, 'member')
  const other = await world.newOrganization(await world.newPerson())
  const body = { name: 'Changed' }
  expect((await world.call(createProject, { params, body })).status).toBe(401)
  expect((await world.call(getProject, { params: at })).status).toBe(401)
  expect((await world.call(createProject, { as: viewer, params, body })).status).toBe(403)
  expect((await world.call(updateProject, { as: viewer, params: at, body })).status).toBe(403)
  expect((await world.must(getProject, { as: viewer, params: at })).can).toEqual({
    update: false,
    delete: false,
  })
  const refused = await world.call(deleteProject, { as: member, params: at })
  expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'projects.delete'])
  for (const orgId of [other.id, organization.id]) {
    const foreign = { as: other.owner, params: { orgId, projectId: made.id } }
    expect((await world.call(getProject, foreign)).status).toBe(404)
    expect((await world.call(updateProject, { ...foreign, body })).status).toBe(404)
    expect((await world.call(deleteProject, foreign)).status).toBe(404)
  }
  expect((await world.call(listProjects, { as: other.owner, params })).status).toBe(404)
  for (const name of ['', ' ', 'a'.repeat(101), 'a\u0000b', 'a\nb', '\ud800']) {
    expect((await world.call(createProject, { as: owner, params, body: { name } })).status, name).toBe(400)
  }
  const badColor = { name: 'Colour', color: 'red' }
  expect((await world.call(createProject, { as: owner, params, body: badColor })).status).toBe(400)
  expect((await world.must(getProject, { as: owner, params: at })).name).toBe('Guarded')
  const odd = await create('<script>alert(1)</script> 👩‍👩‍👧 ‮')
  expect(odd.name).toContain('<script>')
})

it('asks each kind what a project holds, and names every kind', async () => {
  const counts = await countResources(
    {} as Parameters<typeof countResources>[0],
    ['prj_a', 'prj_b'],
    [{ kind: 'links', count: async () => new Map([['prj_a', 3]]) }],
  )
  expect(Object.fromEntries(counts)).toEqual({ prj_a: { links: 3 }, prj_b: { links: 0 } })
})
