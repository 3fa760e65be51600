import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { deleteLinks } from '#shared/contract/link-bulk.ts'
import {
  archiveLink,
  checkSlug,
  createLink,
  deleteLink,
  duplicateLink,
  getLink,
  listLinks,
  previewRules,
  restoreLink,
  updateLink,
} from '#shared/contract/links.ts'
import { getOrganization } from '#shared/contract/organizations.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { createTag } from '#shared/contract/tags.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'

type Input = RouteRequest<typeof createLink>['body']

let world: World
let organization: TestOrganization
let owner: Person
let member: Person
let viewer: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  member = await world.addMember(organization, 'member')
  viewer = await world.addMember(organization, 'viewer')
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const HERE = 'https://example.com/'
const make = (body: Partial<Input> = {}) =>
  world.must(createLink, { as: owner, params, body: { destination: HERE, ...body } })
const call = (
  contract: typeof archiveLink | typeof restoreLink | typeof deleteLink | typeof getLink,
  linkId: string,
  as = owner,
) => world.call(contract, { as, params: { ...params, linkId } })
const follow = (url: string) => world.app.inject({ method: 'GET', url })
const actionsOn = async (target: string) =>
  (await world.must(listAuditLogs, { as: owner, params, query: { target } })).data.map(
    (entry) => entry.action,
  )

describe('archiving', () => {
  it('takes a link out of the way and lets it redirect on', async () => {
    const link = await make({ slug: 'archived-one' })
    const { body } = await call(archiveLink, link.id, member)
    expect(body).toMatchObject({ is_archived: true, status: 'live' })
    expect((await follow('/archived-one')).headers.location).toBe(HERE)
    const idsIn = async (archived: 'no' | 'yes' | 'all') =>
      (await world.must(listLinks, { as: owner, params, query: { archived, limit: 200 } })).data.map(
        ({ id }) => id,
      )
    expect(await idsIn('no')).not.toContain(link.id)
    expect(await idsIn('yes')).toEqual([link.id])
    expect(await idsIn('all')).toContain(link.id)
    await call(archiveLink, link.id)
    expect((await call(restoreLink, link.id)).body).toMatchObject({ is_archived: false })
    expect(await actionsOn(link.id)).toEqual(['link.restored', 'link.archived', 'link.created'])
  })

  it('takes the permission', async () => {
    const answer = await call(archiveLink, (await make()).id, viewer)
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'links.archive'])
  })
})

describe('deleting', () => {
  it('answers 410 from then on, keeps the slug for thirty days, and then frees it', async () => {
    const link = await make({ slug: 'gone-soon' })
    const count = async () => (await world.must(getOrganization, { as: owner, params })).link_count
    const before = await count()
    expect((await follow('/gone-soon')).statusCode).toBe(302)
    expect((await call(deleteLink, link.id)).status).toBe(200)
    expect((await follow('/gone-soon')).statusCode).toBe(410)
    expect(await count()).toBe(before - 1)
    expect((await call(getLink, link.id)).status).toBe(404)
    expect((await call(deleteLink, link.id)).status).toBe(404)
    expect(await actionsOn(link.id)).toEqual(['link.deleted', 'link.created'])
    const other = await world.newPerson()
    const theirs = { as: other, params: { orgId: (await world.newOrganization(other)).id } }
    const answer = await world.call(createLink, { ...theirs, body: { destination: HERE, slug: 'Gone-Soon' } })
    expect(answer.error?.code).toBe('slug_taken')
    expect((await make({ slug: 'gone-soon', destination: `${HERE}2` })).slug).toBe('gone-soon')
    expect((await follow('/gone-soon')).headers.location).toBe(`${HERE}2`)
  })

  it('takes the permission: members have it not', async () => {
    const answer = await call(deleteLink, (await make()).id, member)
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'links.delete'])
  })
})

describe('duplicating', () => {
  it('brings along everything but external id, clicks and slug', async () => {
    const tag = await world.must(createTag, { as: owner, params, body: { name: 'kept', color: '#0f766e' } })
    const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'copy.example')
    const link = await make({
      domain_id,
      title: 'Original',
      external_id: 'original-1',
      tag_ids: [tag.id],
      password: 'open sesame',
      click_limit: 9,
      redirect_status: 301,
      rules: [{ conditions: { countries: ['DE'] }, destination: `${HERE}de` }],
    })
    const copy = await world.must(duplicateLink, {
      as: owner,
      params: { ...params, linkId: link.id },
      body: {},
    })
    expect(copy).toMatchObject({
      title: 'Original',
      external_id: null,
      has_password: true,
      click_limit: 9,
      redirect_status: 301,
      domain: link.domain,
      tags: link.tags,
    })
    expect(copy.slug).not.toBe(link.slug)
    expect(copy.rules[0]).toMatchObject({ destination: `${HERE}de` })
    expect(copy.rules[0]?.id).not.toBe(link.rules[0]?.id)
    const named = await world.must(duplicateLink, {
      as: member,
      params: { ...params, linkId: link.id },
      body: { slug: 'the-copy' },
    })
    expect(named.slug).toBe('the-copy')
  })

  it('is no way around a block, and takes the permission', async () => {
    const link = await make()
    const at = { params: { ...params, linkId: link.id }, body: {} }
    expect((await world.call(duplicateLink, { as: viewer, ...at })).error?.details['permission']).toBe(
      'links.create',
    )
    await world.runtime.ownerDatabase.kysely
      .updateTable('links')
      .set({ blocked_at: new Date() })
      .where('id', '=', link.id)
      .execute()
    expect((await world.call(duplicateLink, { as: owner, ...at })).error?.code).toBe('link_blocked')
    expect((await call(getLink, link.id)).body).toMatchObject({ status: 'blocked' })
  })
})

describe('a link that an operator blocked', () => {
  it('keeps its address: it is neither deleted nor moved, alone or among others', async () => {
    const [link, other] = [await make({ slug: 'phishing' }), await make()]
    await world.runtime.ownerDatabase.kysely
      .updateTable('links')
      .set({ blocked_at: new Date() })
      .where('id', '=', link.id)
      .execute()
    const at = { as: owner, params: { ...params, linkId: link.id } }
    expect((await world.call(deleteLink, at)).error?.code).toBe('link_blocked')
    expect((await world.call(updateLink, { ...at, body: { slug: 'elsewhere' } })).error?.code).toBe(
      'link_blocked',
    )
    const { results } = await world.must(deleteLinks, {
      as: owner,
      params,
      body: { ids: [link.id, other.id] },
    })
    expect(results).toMatchObject([{ id: link.id, error: { code: 'link_blocked' } }, { id: other.id }])
    expect((await call(getLink, link.id)).body).toMatchObject({
      status: 'blocked',
      slug: 'phishing',
      can: { delete: false },
    })
    expect((await call(getLink, other.id)).status).toBe(404)
    const again = await world.call(createLink, {
      as: owner,
      params,
      body: { slug: 'phishing', destination: 'https://example.com/' },
    })
    expect(again.error?.code).toBe('slug_taken')
  })
})

describe('asking for a slug', () => {
  const ask = async (query: { slug?: string; domain_id?: string }, as = owner) =>
    (await world.call(checkSlug, { as, params, query })).body

  it('tells whether it can be had, or suggests one', async () => {
    await make({ slug: 'already-here' })
    expect(await ask({ slug: 'still-free' })).toEqual({ slug: 'still-free', is_free: true, problem: null })
    expect(await ask({ slug: 'ALREADY-here' })).toMatchObject({
      is_free: false,
      problem: 'is taken; choose another',
    })
    expect(await ask({ slug: 'api' })).toMatchObject({
      is_free: false,
      problem: expect.stringContaining('kept'),
    })
    expect(await ask({ slug: 'über' })).toMatchObject({
      is_free: false,
      problem: expect.stringContaining('a–z'),
    })
    const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'ask.example')
    expect(await ask({ slug: 'über', domain_id })).toMatchObject({ is_free: true })
    const suggested = await ask({})
    expect(suggested).toMatchObject({ is_free: true, problem: null })
    expect((await make({ slug: suggested.slug })).slug).toBe(suggested.slug)
  })

  it('is for those who may create', async () => {
    const answer = await world.call(checkSlug, { as: viewer, params, query: { slug: 'x1' } })
    expect(answer.error?.details['permission']).toBe('links.create')
  })
})

it('tells where visitors of a kind would be led, with the share of each', async () => {
  const link = await make({
    rules: [
      { name: 'Test', conditions: { countries: ['DE'], percentage: 30 }, destination: `${HERE}test` },
      { name: 'Phones', conditions: { devices: ['mobile'] }, destination: `${HERE}m` },
    ],
  })
  const [test, phones] = link.rules.map((rule) => rule.id)
  const ask = (device: 'mobile' | 'desktop', country: string | null) =>
    world.must(previewRules, {
      as: viewer,
      params: { ...params, linkId: link.id },
      body: { device, operating_system: 'iOS', country, language: 'de' },
    })
  expect(await ask('desktop', null)).toEqual({
    destination: HERE,
    rule_id: null,
    possible: [{ destination: HERE, rule_id: null, percentage: 100 }],
  })
  expect(await ask('mobile', 'DE')).toEqual({
    destination: `${HERE}m`,
    rule_id: phones,
    possible: [
      { destination: `${HERE}test`, rule_id: test, percentage: 30 },
      { destination: `${HERE}m`, rule_id: phones, percentage: 70 },
    ],
  })
})
