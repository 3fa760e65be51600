import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { addDomain } from '#shared/contract/domains.ts'
import { createLink, getLink, getLinkByExternalId } from '#shared/contract/links.ts'
import { createProject, getProject } from '#shared/contract/projects.ts'
import { createTag } from '#shared/contract/tags.ts'
import { HERE, type NewLinks, newLinksOf } from '#test/new-links.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }
let links: NewLinks

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
  links = newLinksOf(world, organization)
})
afterAll(() => world.close())

describe('a new link', () => {
  it('needs nothing but a destination', async () => {
    const link = await links.made()
    expect(link).toMatchObject({
      destination: HERE,
      domain: null,
      title: '',
      tags: [],
      project: null,
      external_id: null,
      redirect_status: 302,
      forward_query: true,
      status: 'live',
      is_enabled: true,
      is_archived: false,
      approval: 'approved',
      has_password: false,
      rules: [],
      clicks: 0,
      created_by: { id: owner.id, name: 'Olga Owner' },
    })
    expect(link.slug).toMatch(/^[23456789abcdefghjkmnpqrstuvwxyz]{7}$/)
    expect(link.short_url).toBe(`${world.runtime.config.publicUrl}/${link.slug}`)
    expect(link.qr_url).toBe(`${link.short_url}?qr=1`)
    expect(await world.must(getLink, { as: owner, params: { ...params, linkId: link.id } })).toEqual(link)
  })

  it('holds everything that is given', async () => {
    const project = await world.must(createProject, { as: owner, params, body: { name: 'Launch' } })
    const tag = await world.must(createTag, { as: owner, params, body: { name: 'mail', color: '#0f766e' } })
    const given = {
      slug: 'Launch-2026',
      title: 'Launch',
      description: 'The page of the launch',
      notes: 'Ask Ana before changing',
      external_id: 'crm-77',
      redirect_status: 307,
      forward_query: false,
      is_enabled: false,
      expires_at: '2027-01-01T00:00:00.000Z',
      expired_destination: 'https://example.com/over',
      click_limit: 500,
      preview: { title: 'Soon', description: '', image_url: '' },
    } as const
    const conditions = { devices: ['mobile' as const], countries: ['DE'] }
    const link = await links.made({
      ...given,
      tag_ids: [tag.id],
      project_id: project.id,
      password: 'open sesame',
      rules: [{ name: 'Phones', conditions, destination: 'https://m.example.com/' }],
    })
    expect(link).toMatchObject({ ...given, has_password: true, status: 'disabled' })
    expect(link.tags).toEqual([{ id: tag.id, name: 'mail', color: '#0f766e' }])
    expect(link.project).toMatchObject({ id: project.id, name: 'Launch' })
    expect(link.rules).toEqual([
      {
        id: expect.stringMatching(/^rule_/),
        name: 'Phones',
        conditions,
        destination: 'https://m.example.com/',
      },
    ])
    const counted = await world.must(getProject, { as: owner, params: { ...params, projectId: project.id } })
    expect(counted.resource_counts).toEqual({ links: 1 })
    const found = await world.must(getLinkByExternalId, {
      as: owner,
      params: { ...params, externalId: 'crm-77' },
    })
    expect(found.id).toBe(link.id)
  })

  it('is in the log, without its password', async () => {
    const link = await links.made({ title: 'Secret', password: 'open sesame' })
    const log = await world.must(listAuditLogs, { as: owner, params, query: { target: link.id } })
    expect(log.data).toHaveLength(1)
    expect(log.data[0]).toMatchObject({
      action: 'link.created',
      changes: { destination: { before: null, after: HERE }, password: { before: null, after: 'set' } },
    })
    const row = await world.runtime.ownerDatabase.kysely
      .selectFrom('links')
      .select('password_hash')
      .where('id', '=', link.id)
      .executeTakeFirstOrThrow()
    expect(row.password_hash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify([log, link])).not.toContain('sesame')
    expect(JSON.stringify([log, link])).not.toContain('argon2')
  })
})

describe('slugs', () => {
  it('are matched without regard to case, over all organizations', async () => {
    await links.made({ slug: 'Taken-Here' })
    expect(await links.problemOf({ slug: 'taken-HERE' })).toEqual([409, 'slug_taken', 'slug'])
    const other = await world.newPerson()
    const theirs = await world.newOrganization(other)
    const answer = await world.call(createLink, {
      as: other,
      params: { orgId: theirs.id },
      body: { destination: HERE, slug: 'TAKEN-here' },
    })
    expect([answer.status, answer.error?.code]).toEqual([409, 'slug_taken'])
    expect(JSON.stringify(answer.body)).not.toContain(organization.id)
  })

  it('that are hostile answer 400 and the reason', async () => {
    for (const slug of [
      'a/b',
      '..',
      'a%2e',
      'раураl',
      '🎉',
      'a\u202eb',
      'a b',
      'x'.repeat(4096),
      'a\u0000',
      '\ud800',
    ])
      expect([slug.slice(0, 9), ...(await links.problemOf({ slug }))].slice(0, 2)).toEqual([
        slug.slice(0, 9),
        400,
      ])
    expect(await links.problemOf({ slug: 'Dashboard' })).toEqual([400, 'slug_reserved', 'slug'])
  })

  it("are free on each organization's own domain", async () => {
    const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'go.olga.example')
    await links.made({ slug: 'same' })
    const link = await links.made({ slug: 'same', domain_id })
    expect([link.short_url, link.domain]).toEqual([
      'http://go.olga.example:3000/same',
      { id: domain_id, hostname: 'go.olga.example' },
    ])
    const nested = await links.made({ slug: 'Frühling/🎉', domain_id })
    expect(nested.short_url).toBe(`http://go.olga.example:3000/${encodeURI('Frühling/🎉')}`)
    expect(await links.problemOf({ slug: 'FRÜHLING/🎉', domain_id })).toEqual([409, 'slug_taken', 'slug'])
  })
})

describe('domains', () => {
  it('must be proved, and the organization’s own', async () => {
    const pending = await world.must(addDomain, { as: owner, params, body: { hostname: 'new.olga.example' } })
    expect((await links.problemOf({ domain_id: pending.id })).slice(0, 2)).toEqual([
      409,
      'domain_not_verified',
    ])
    const other = await world.newOrganization(await world.newPerson())
    const theirs = await proveDomainDirectly(world.runtime, other.id, 'go.others.example')
    expect((await links.problemOf({ domain_id: theirs })).slice(0, 2)).toEqual([404, 'not_found'])
  })

  it('new links stand on the default one, unless told otherwise', async () => {
    const person = await world.newPerson()
    const { id: orgId } = await world.newOrganization(person)
    await proveDomainDirectly(world.runtime, orgId, 'default.example', true)
    const make = (body: { domain_id?: null }) =>
      world.must(createLink, { as: person, params: { orgId }, body: { destination: HERE, ...body } })
    expect((await make({})).domain?.hostname).toBe('default.example')
    expect((await make({ domain_id: null })).domain).toBeNull()
  })
})
