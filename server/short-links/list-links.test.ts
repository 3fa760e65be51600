import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLink, listLinks, updateLink } from '#shared/contract/links.ts'
import { createProject } from '#shared/contract/projects.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { createTag } from '#shared/contract/tags.ts'
import { newGround } from '#test/ground.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'
import { createLinks } from './create-links.ts'
import { type LinkCursor, readLinksAfter } from './list-links.ts'

type Input = RouteRequest<typeof createLink>['body']
type Query = NonNullable<RouteRequest<typeof listLinks>['query']>

let world: World
let owner: Person
let member: Person
let organization: TestOrganization
let params: { orgId: string }
let domainId: string
let projectId: string
let tagIds: string[]

const make = (body: Partial<Input>, as = owner) =>
  world.must(createLink, { as, params, body: { destination: 'https://example.com/', ...body } })
const list = (query: Query, as = owner) => world.must(listLinks, { as, params, query })
const titlesOf = async (query: Query) => (await list(query)).data.map((link) => link.title)

const count = (linkId: string, clicks: number, clickedAt: Date) =>
  world.runtime.ownerDatabase.kysely
    .insertInto('link_counts')
    .values({ organization_id: organization.id, link_id: linkId, clicks, last_clicked_at: clickedAt })
    .execute()

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
  member = await world.addMember(organization, 'member')
  domainId = await proveDomainDirectly(world.runtime, organization.id, 'list.example')
  projectId = (await world.must(createProject, { as: owner, params, body: { name: 'Spring' } })).id
  const color = '#0f766e'
  const tags = ['mail', 'print'].map((name) =>
    world.must(createTag, { as: owner, params, body: { name, color } }),
  )
  tagIds = (await Promise.all(tags)).map((tag) => tag.id)
  const later = () => world.clock.advance({ seconds: 1 })
  const apple = await make({ title: 'Äpfel', slug: 'zebra', project_id: projectId, tag_ids: tagIds })
  later()
  const pear = await make({
    title: 'birnen',
    slug: 'Yak',
    notes: '100% sure_thing',
    tag_ids: tagIds.slice(0, 1),
  })
  later()
  await make({ title: 'Cherries', slug: 'xerus', domain_id: domainId, external_id: 'CRM-42' }, member)
  later()
  await make({
    title: 'dates',
    slug: 'wolf',
    destination: 'https://Shop.example.com/Dates',
    is_enabled: false,
  })
  later()
  await make({ title: 'Elder', slug: 'vole', expires_at: '2020-01-01T00:00:00Z', click_limit: 1 })
  later()
  await world.must(updateLink, {
    as: owner,
    params: { ...params, linkId: apple.id },
    body: { notes: 'Changed' },
  })
  await count(apple.id, 5, new Date('2026-02-01'))
  await count(pear.id, 50, new Date('2026-01-01'))
})
afterAll(() => world.close())

describe('order', () => {
  it('by clicks is the same whatever the pages', async () => {
    const whole = await titlesOf({ sort: '-clicks', archived: 'no' })
    expect(whole.slice(0, 2)).toEqual(['birnen', 'Äpfel'])
    for (const limit of [1, 2, 3]) {
      const pages: string[] = []
      for (let page = 1; pages.length < whole.length; page++)
        pages.push(...(await titlesOf({ sort: '-clicks', archived: 'no', limit, page })))
      expect(pages).toEqual(whole)
    }
  })

  it.each([
    [undefined, ['Elder', 'dates', 'Cherries', 'birnen', 'Äpfel']],
    ['created_at', ['Äpfel', 'birnen', 'Cherries', 'dates', 'Elder']],
    ['-updated_at', ['Äpfel', 'Elder', 'dates', 'Cherries', 'birnen']],
    ['slug', ['Elder', 'dates', 'Cherries', 'birnen', 'Äpfel']],
    ['-slug', ['Äpfel', 'birnen', 'Cherries', 'dates', 'Elder']],
    ['title', ['birnen', 'Cherries', 'dates', 'Elder', 'Äpfel']],
    ['-clicks', ['birnen', 'Äpfel', 'Elder', 'dates', 'Cherries']],
    ['clicks', ['Cherries', 'dates', 'Elder', 'Äpfel', 'birnen']],
    ['-last_clicked_at', ['Äpfel', 'birnen', 'Elder', 'dates', 'Cherries']],
  ] as const)('by %s', async (sort, expected) => {
    const query = sort === undefined ? {} : { sort }
    expect(await titlesOf(query)).toEqual(expected)
    // The same where each row is tried, and page by page.
    expect(await titlesOf({ ...query, search: 'example.com' })).toEqual(expected)
    const pages = [1, 2, 3].map((page) => titlesOf({ ...query, page, limit: 2 }))
    expect((await Promise.all(pages)).flat()).toEqual(expected)
  })
})

describe('search', () => {
  it.each([
    ['äPFEL', ['Äpfel']],
    ['YAK', ['birnen']],
    ['shop.example', ['dates']],
    ['0% sure_', ['birnen']],
    ['100%thing', []],
    ['s_re', []],
    ['crm-42', ['Cherries']],
    ['\\', []],
    ["'; drop table links; --", []],
  ])('%s', async (search, expected) => {
    const found = await list({ search })
    expect([found.data.map((link) => link.title), found.total]).toEqual([expected, expected.length])
  })
})

describe('filters', () => {
  it('take links apart, and combine', async () => {
    expect(await titlesOf({ domain_id: domainId })).toEqual(['Cherries'])
    expect(await titlesOf({ domain_id: 'none', created_by: member.id })).toEqual([])
    expect(await titlesOf({ created_by: member.id })).toEqual(['Cherries'])
    expect(await titlesOf({ project_id: projectId })).toEqual(['Äpfel'])
    expect(await titlesOf({ project_id: 'none', limit: 1 })).toEqual(['Elder'])
    expect(await titlesOf({ tag_ids: tagIds.join(',') })).toEqual(['Äpfel'])
    expect(await titlesOf({ tag_ids: tagIds[0] ?? '' })).toEqual(['birnen', 'Äpfel'])
    expect(await titlesOf({ status: 'live' })).toEqual(['Cherries', 'birnen', 'Äpfel'])
    expect(await titlesOf({ status: 'disabled' })).toEqual(['dates'])
    expect(await titlesOf({ status: 'expired' })).toEqual(['Elder'])
    expect(await titlesOf({ status: 'live', search: 'birnen', tag_ids: tagIds[0] ?? '' })).toEqual(['birnen'])
  })

  it('page past the end is empty and still tells the total', async () => {
    expect(await list({ page: 9 })).toMatchObject({ data: [], total: 5 })
    expect(await list({ page: 9, search: 'example' })).toMatchObject({ data: [], total: 5 })
  })

  it('that name what the organization does not have find nothing', async () => {
    expect((await list({ project_id: 'prj_01jd0000000000000000000000' })).total).toBe(0)
    expect(
      (await world.call(listLinks, { as: owner, params, query: { status: 'odd' as 'live' } })).status,
    ).toBe(400)
  })
})

it('shows clicks, and each their own abilities', async () => {
  const [pear] = (await list({ search: 'birnen' }, member)).data
  expect(pear).toMatchObject({ clicks: 50, last_clicked_at: '2026-01-01T00:00:00.000Z' })
  expect(pear?.can).toEqual({
    update: true,
    archive: true,
    delete: false,
    approve: false,
    transfer: false,
    manage_rules: true,
  })
})

it('reading on after each piece meets every link once', async () => {
  const ground = await newGround()
  const person = await ground.newPerson()
  const orgId = await ground.newOrganization(person)
  const items = Array.from({ length: 250 }, (_, index) => ({ destination: `https://example.com/${index}` }))
  await ground.within(person, orgId, (ctx) => createLinks(ctx, items))
  const read = (from: LinkCursor | null) =>
    ground.within(person, orgId, (ctx) => readLinksAfter(ctx, { archived: 'no' }, from, 100))
  const seen: string[] = []
  for (let piece = await read(null); piece.links.length > 0; piece = await read(piece.cursor))
    seen.push(...piece.links.map((link) => link.id))
  expect([seen.length, new Set(seen).size]).toEqual([250, 250])
  await ground.close()
})
