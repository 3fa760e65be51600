import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, getLink, updateLink } from '#shared/contract/links.ts'
import { updateOrganization } from '#shared/contract/organizations.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { createTag } from '#shared/contract/tags.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'

type Input = RouteRequest<typeof createLink>['body']
type Changes = RouteRequest<typeof updateLink>['body']

let world: World
let organization: TestOrganization
let owner: Person
let member: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  member = await world.addMember(organization, 'member')
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const make = (body: Partial<Input> = {}) =>
  world.must(createLink, { as: owner, params, body: { destination: 'https://example.com/', ...body } })
const change = (linkId: string, body: Changes, as = owner) =>
  world.call(updateLink, { as, params: { ...params, linkId }, body })
const changed = async (linkId: string, body: Changes) => (await change(linkId, body)).body
const read = (linkId: string) => world.must(getLink, { as: owner, params: { ...params, linkId } })
const logOf = async (linkId: string) =>
  (await world.must(listAuditLogs, { as: owner, params, query: { target: linkId } })).data

describe('a change', () => {
  it('touches what is given alone, and null clears', async () => {
    const link = await make({
      title: 'One',
      notes: 'Kept',
      external_id: 'x-1',
      expires_at: '2027-01-01T00:00:00Z',
      click_limit: 5,
    })
    const after = await changed(link.id, {
      title: 'Two',
      expires_at: null,
      click_limit: null,
      external_id: null,
    })
    expect(after).toEqual({
      ...link,
      title: 'Two',
      expires_at: null,
      click_limit: null,
      external_id: null,
      updated_at: after.updated_at,
    })
    expect(await read(link.id)).toEqual(after)
  })

  it('is in the log with its fields, once, and not when nothing changed', async () => {
    const link = await make({ title: 'One', expires_at: '2027-01-01T00:00:00Z' })
    const same = {
      title: 'One',
      expires_at: '2027-01-01T01:00:00+01:00',
      slug: link.slug,
      rules: [],
      tag_ids: [],
    }
    expect((await changed(link.id, same)).updated_at).toBe(link.updated_at)
    await changed(link.id, { title: 'Two', destination: 'https://example.com/2' })
    const [entry, ...rest] = await logOf(link.id)
    expect(rest).toHaveLength(1)
    expect(entry).toMatchObject({
      action: 'link.updated',
      changes: {
        title: { before: 'One', after: 'Two' },
        destination: { before: 'https://example.com/', after: 'https://example.com/2' },
      },
    })
  })

  it('of tags and rules is told; a rule that stays keeps its id', async () => {
    const tag = await world.must(createTag, { as: owner, params, body: { name: 'new', color: '#0f766e' } })
    const german = { name: '', conditions: { countries: ['DE'] }, destination: 'https://example.com/de' }
    const french = { name: '', conditions: { countries: ['FR'] }, destination: 'https://example.com/fr' }
    const link = await make({ rules: [german] })
    const after = await changed(link.id, { tag_ids: [tag.id], rules: [french, german] })
    expect(after.tags.map(({ name }) => name)).toEqual(['new'])
    expect(after.rules[1]?.id).toBe(link.rules[0]?.id)
    const [first, second] = after.rules
    if (first === undefined || second === undefined) throw new Error('two rules were sent')
    const swapped = await changed(link.id, { rules: [second, { ...first, name: 'France' }] })
    expect(swapped.rules.map((rule) => rule.id)).toEqual([second.id, first.id])
    const stolen = await make({ rules: [{ ...german, id: first.id }] })
    expect(stolen.rules[0]?.id).not.toBe(first.id)
    expect((await changed(link.id, { tag_ids: [], rules: [] })).tags).toEqual([])
    expect((await logOf(link.id)).map((entry) => Object.keys(entry.changes).sort())).toEqual([
      ['rules', 'tags'],
      ['rules'],
      ['rules', 'tags'],
      ['destination', 'rules'],
    ])
  })

  it('of a password is told without it', async () => {
    const link = await make()
    const steps = [
      { password: 'first one' },
      { password: 'other one' },
      { password: null },
      { password: null },
    ]
    for (const step of steps) await changed(link.id, step)
    const log = await logOf(link.id)
    expect(log.map((entry) => entry.changes['password']).slice(0, 3)).toEqual([
      { before: 'set', after: null },
      { before: 'set', after: 'set anew' },
      { before: null, after: 'set anew' },
    ])
    expect(log).toHaveLength(4)
    expect(JSON.stringify(log)).not.toMatch(/first one|other one|argon2/)
  })

  it('keeps the rules of creating', async () => {
    const link = await make({ slug: 'kept-rules' })
    const { host } = new URL(world.runtime.config.publicUrl)
    const wrong: Changes[] = [
      { destination: 'javascript:alert(1)' },
      { destination: 'unknown://x' },
      { destination: `http://${host}/kept-rules` },
      { slug: 'a/b' },
      { slug: 'api' },
      { project_id: 'prj_01jd0000000000000000000000' },
      { tag_ids: ['tag_01jd0000000000000000000000'] },
    ]
    for (const body of wrong) expect([body, (await change(link.id, body)).status]).toEqual([body, 400])
    expect(await read(link.id)).toEqual(link)
  })

  it('is refused to viewers, naming the permission', async () => {
    const viewer = await world.addMember(organization, 'viewer')
    const answer = await change((await make()).id, { title: 'No' }, viewer)
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'links.update'])
  })

  it('that two make at once keeps both', async () => {
    const link = await make()
    await Promise.all([
      change(link.id, { title: 'T' }),
      change(link.id, { notes: 'N' }),
      change(link.id, { click_limit: 3 }),
    ])
    expect(await read(link.id)).toMatchObject({ title: 'T', notes: 'N', click_limit: 3 })
  })
})

describe('another address', () => {
  it('frees the old one, and only when the new one can be had', async () => {
    const link = await make({ slug: 'old-place' })
    await make({ slug: 'in-use' })
    expect((await change(link.id, { slug: 'In-Use' })).error?.code).toBe('slug_taken')
    expect((await changed(link.id, { slug: 'New-Place' })).slug).toBe('New-Place')
    expect((await make({ slug: 'old-place' })).slug).toBe('old-place')
    expect((await changed(link.id, { slug: 'new-place' })).slug).toBe('new-place')
  })

  it("is on another domain, with that domain's rules", async () => {
    const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'move.example')
    const link = await make({ slug: 'moving' })
    const moved = await changed(link.id, { domain_id, slug: 'über/uns' })
    expect([moved.domain?.hostname, moved.slug]).toEqual(['move.example', 'über/uns'])
    expect((await change(link.id, { domain_id: null })).error?.details['fields']).toMatchObject([
      { field: 'slug' },
    ])
    expect((await changed(link.id, { domain_id: null, slug: 'moved-back' })).domain).toBeNull()
    await make({ slug: 'über/uns', domain_id })
    const theirs = await world.newOrganization(await world.newPerson())
    const foreign = await proveDomainDirectly(world.runtime, theirs.id, 'foreign.example')
    expect((await change(link.id, { domain_id: foreign })).status).toBe(404)
  })

  it('a link stays editable on a domain whose proof is gone', async () => {
    const domain_id = await proveDomainDirectly(world.runtime, organization.id, 'lost.example')
    const link = await make({ domain_id })
    await world.runtime.ownerDatabase.kysely
      .updateTable('domains')
      .set({ verified_at: null })
      .where('id', '=', domain_id)
      .execute()
    expect((await changed(link.id, { title: 'Still', domain_id })).title).toBe('Still')
    expect((await change((await make()).id, { domain_id })).error?.code).toBe('domain_not_verified')
  })
})

describe('where links must be approved', () => {
  it('changing where one leads waits again; the rest does not', async () => {
    const link = await make()
    await world.must(updateOrganization, {
      as: owner,
      params,
      body: { settings: { requireApprovalForLinks: true } },
    })
    const harmless = await change(link.id, { title: 'Fine', click_limit: 10, is_enabled: false }, member)
    expect(harmless.body.approval).toBe('approved')
    const own = await change(link.id, { destination: 'https://example.com/owner' })
    expect(own.body.approval).toBe('approved')
    const leading: Changes[] = [
      { destination: 'https://example.com/elsewhere' },
      { expired_destination: 'https://example.com/over' },
      { rules: [{ conditions: { countries: ['DE'] }, destination: 'https://example.com/de' }] },
    ]
    for (const body of leading) {
      const { id } = await make()
      expect([body, (await change(id, body, member)).body.status]).toEqual([body, 'pending'])
    }
  })
})
