import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#shared/contract/apps.ts'
import { createProject } from '#shared/contract/projects.ts'
import { createRole } from '#shared/contract/roles.ts'
import { createTag } from '#shared/contract/tags.ts'
import { HERE, type NewLinks, newLinksOf } from '#test/new-links.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }
let links: NewLinks

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
  links = newLinksOf(world, organization)
})
afterAll(() => world.close())

describe('what a link may name', () => {
  it('are projects, tags and apps of the organization', async () => {
    const other = await world.newPerson()
    const theirs = { as: other, params: { orgId: (await world.newOrganization(other)).id } }
    const project = await world.must(createProject, { ...theirs, body: { name: 'Theirs' } })
    const tag = await world.must(createTag, { ...theirs, body: { name: 'theirs', color: '#0f766e' } })
    const app = await world.must(createApp, {
      ...theirs,
      body: {
        platform: 'ios',
        name: 'App',
        identifier: 'com.example.theirs',
        team_id: 'ABCDE12345',
        store_url: 'https://apps.apple.com/app/id1',
        url_scheme: 'theirs',
      },
    })
    expect(await links.problemOf({ project_id: project.id })).toEqual([400, 'invalid_input', 'project_id'])
    expect(await links.problemOf({ tag_ids: [tag.id] })).toEqual([400, 'invalid_input', 'tag_ids'])
    const app_links = { ios: { app_id: app.id, url: 'https://example.com/app' } }
    expect(await links.problemOf({ app_links })).toEqual([400, 'invalid_input', 'app_links.ios.app_id'])
    expect(await links.problemOf({ destination: 'theirs://open' })).toEqual([
      400,
      'destination_scheme',
      'destination',
    ])
  })

  it('are its own apps and their schemes', async () => {
    const app = await world.must(createApp, {
      as: owner,
      params,
      body: {
        platform: 'ios',
        name: 'App',
        identifier: 'com.example.own',
        team_id: 'ABCDE12345',
        store_url: 'https://apps.apple.com/app/id2',
        url_scheme: 'olga',
      },
    })
    const link = await links.made({
      destination: 'olga://open/7',
      app_links: { ios: { app_id: app.id, url: 'olga://open/7' } },
    })
    expect([link.destination, link.app_links?.ios?.app_id]).toEqual(['olga://open/7', app.id])
    const wrong = { ios: { app_id: app.id, url: 'other://open' } }
    expect(await links.problemOf({ app_links: wrong })).toEqual([400, 'invalid_input', 'app_links.ios.url'])
    const swapped = { android: { app_id: app.id, url: 'olga://open' } }
    expect(await links.problemOf({ app_links: swapped })).toEqual([
      400,
      'invalid_input',
      'app_links.android.app_id',
    ])
  })
})

describe('destinations', () => {
  it('that run or hide something are refused, wherever they stand', async () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      ' \u0001javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://example.com/x',
      'intent://x#Intent;scheme=javascript;end',
      'https://user:password@example.com/',
      'https:example.com',
      'https://',
      '//example.com',
      'example.com',
      'https://exa\u200bmple.com/',
      `https://example.com/${'x'.repeat(4096)}`,
    ]
    for (const destination of hostile) {
      expect([destination, (await links.create({ destination })).status]).toEqual([destination, 400])
      expect([destination, (await links.create({ expired_destination: destination })).status]).toEqual([
        destination,
        400,
      ])
      const rules = [{ conditions: { countries: ['DE'] }, destination }]
      expect([destination, (await links.create({ rules })).status]).toEqual([destination, 400])
    }
    expect(await links.problemOf({ destination: 'unknown-app://x' })).toEqual([
      400,
      'destination_scheme',
      'destination',
    ])
    const rules = [{ conditions: { countries: ['DE'] }, destination: 'unknown-app://x' }]
    expect(await links.problemOf({ rules })).toEqual([400, 'destination_scheme', 'rules.0.destination'])
  })

  it('that are the link itself are refused, however they are written', async () => {
    const { host } = new URL(world.runtime.config.publicUrl)
    const ways = ['loop', 'LOOP', 'loop/', 'loop?x=1', 'loop#x', '%6Coop', 'loop+', '/loop']
    for (const way of ways) {
      const destination = `http://${host}/${way}`
      expect([way, ...(await links.problemOf({ slug: 'loop', destination }))]).toEqual([
        way,
        400,
        'invalid_input',
        'destination',
      ])
    }
    expect((await links.create({ slug: 'loop', destination: `https://${host}/loops` })).status).toBe(201)
  })
})

describe('who may', () => {
  it('create: members, not viewers; keys as their scopes say', async () => {
    const member = await world.addMember(organization, 'member')
    const viewer = await world.addMember(organization, 'viewer')
    expect((await links.create({}, member)).status).toBe(201)
    const refused = await links.create({}, viewer)
    expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'links.create'])
  })

  it('make rules: whoever has smart_links.manage', async () => {
    const role = await world.must(createRole, {
      as: owner,
      params,
      body: { name: 'Linker', level: 20, permissions: ['links.read', 'links.create', 'links.update'] },
    })
    const linker = await world.addMember(organization, 'member')
    await world.runtime.ownerDatabase.kysely
      .updateTable('members')
      .set({ role_id: role.id })
      .where('id', '=', linker.memberId)
      .execute()
    const rules = [{ conditions: { countries: ['DE'] }, destination: HERE }]
    const refused = await links.create({ rules }, linker)
    expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'smart_links.manage'])
    expect((await links.create({ rules: [], app_links: null }, linker)).status).toBe(201)
  })
})
