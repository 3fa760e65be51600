import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, getLinkByExternalId, listLinks, upsertLink } from '#shared/contract/links.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

interface Given {
  destination: string
  domain_id?: string | null
  is_enabled?: boolean
  find_if_exists?: boolean
}
const make = (body: Given) => world.must(createLink, { as: owner, params, body })
const put = (externalId: string, body: { destination: string; title?: string; slug?: string }, as = owner) =>
  world.call(upsertLink, { as, params: { ...params, externalId }, body })

it('answers the newest link in use that leads there, where asked for', async () => {
  const destination = 'https://example.com/find-me'
  await make({ destination })
  world.clock.advance({ seconds: 1 })
  const newer = await make({ destination })
  world.clock.advance({ seconds: 1 })
  await make({ destination, is_enabled: false })
  expect((await make({ destination, find_if_exists: true })).id).toBe(newer.id)
  expect((await make({ destination })).id).not.toBe(newer.id)
  const { total } = await world.must(listLinks, { as: owner, params })
  await make({ destination: `${destination}/else`, find_if_exists: true })
  expect((await world.must(listLinks, { as: owner, params })).total).toBe(total + 1)
})

it('looks on the domain where the new link would stand', async () => {
  const destination = 'https://example.com/on-domains'
  const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'find.example')
  const shared = await make({ destination })
  const own = await make({ destination, domain_id, find_if_exists: true })
  expect(own.id).not.toBe(shared.id)
  expect((await make({ destination, domain_id, find_if_exists: true })).id).toBe(own.id)
  expect((await make({ destination, find_if_exists: true })).id).toBe(shared.id)
})

it('makes one link of ten calls at once', async () => {
  const destination = 'https://example.com/at-once'
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => make({ destination, find_if_exists: true })),
  )
  expect(new Set(answers.map((link) => link.id)).size).toBe(1)
})

it('changes the link with an external id, or creates it; what is left out stays', async () => {
  const first = await put('shop/7 ä', { destination: 'https://example.com/1', title: 'One' })
  const again = await put('shop/7 ä', { destination: 'https://example.com/2' })
  expect([first.body.was_created, again.body.was_created]).toEqual([true, false])
  expect(again.body.link).toMatchObject({
    id: first.body.link.id,
    title: 'One',
    destination: 'https://example.com/2',
    external_id: 'shop/7 ä',
  })
  const found = await world.must(getLinkByExternalId, {
    as: owner,
    params: { ...params, externalId: 'shop/7 ä' },
  })
  expect(found.id).toBe(first.body.link.id)
  await put('shop/7 ä', { destination: 'https://example.com/2' })
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: found.id } })
  expect(log.data.map((entry) => entry.action)).toEqual(['link.updated', 'link.created'])
  const taken = await world.call(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com', external_id: 'shop/7 ä' },
  })
  expect([taken.status, taken.error?.code]).toEqual([409, 'external_id_taken'])
})

it('makes one link of ten that name one external id at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => put('race-1', { destination: `https://example.com/${index}` })),
  )
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
  expect(answers.filter((answer) => answer.body.was_created)).toHaveLength(1)
  expect(new Set(answers.map((answer) => answer.body.link.id)).size).toBe(1)
})

it('lets viewers neither make nor change', async () => {
  const viewer = await world.addMember(organization, 'viewer')
  const answer = await put('shop/8', { destination: 'https://example.com' }, viewer)
  expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'links.create'])
})

it("keeps each organization's external ids its own", async () => {
  const other = await world.newPerson()
  const { id: orgId } = await world.newOrganization(other)
  await put('same', { destination: 'https://example.com/mine' })
  const theirs = await world.must(upsertLink, {
    as: other,
    params: { orgId, externalId: 'same' },
    body: { destination: 'https://example.com/theirs' },
  })
  expect(theirs.was_created).toBe(true)
  const unknown = await world.call(getLinkByExternalId, {
    as: other,
    params: { orgId, externalId: 'shop/7 ä' },
  })
  expect(unknown.status).toBe(404)
})
