import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyPassword } from '#server/identity/hash-password.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLinks, listLinkImports } from '#shared/contract/link-bulk.ts'
import { createProject } from '#shared/contract/projects.ts'
import { createTag, listTags } from '#shared/contract/tags.ts'
import { dubExport, dubRows } from '#test/dub-export.ts'
import { importsOf } from '#test/link-imports.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'

let world: World

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const newOrganization = async (plan?: string): Promise<TestOrganization> =>
  world.newOrganization(await world.newPerson(), plan === undefined ? {} : { plan })

const contentOf = (id: string) =>
  world.runtime.ownerDatabase.kysely
    .selectFrom('link_imports')
    .select(['content', 'sample'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

test('a file of Dub with a thousand rows becomes a thousand links within seconds', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(dubExport(dubRows(1000, 'dub')), 'dub-export.csv')
  expect(uploaded).toMatchObject({
    format: 'dub',
    total_rows: 1000,
    status: 'uploaded',
    can: { start: true },
  })
  expect(uploaded.sample[0]?.[0]).toBe('https://dub.sh/dub-0')
  const startedAt = performance.now()
  const done = await imports.run(uploaded)
  const seconds = (performance.now() - startedAt) / 1000
  expect(done).toMatchObject({
    status: 'done',
    created_count: 1000,
    failed_count: 0,
    done_rows: 1000,
    failures: [],
    can: { start: false, cancel: false },
  })
  expect(seconds).toBeLessThan(15)
  const links = await imports.links()
  expect(links).toHaveLength(1000)
  const link = links.find(({ slug }) => slug === 'dub-0')
  expect(link).toMatchObject({ destination: 'https://example.com/dub/0?ref=dub' })
  expect(link?.tags.map(({ name }) => name)).toEqual(['Launch', 'Spring sale'])
  const params = { orgId: organization.id }
  const tags = await world.must(listTags, { as: organization.owner, params })
  expect(tags.data.map(({ name, link_count }) => [name, link_count])).toEqual([
    ['Launch', 334],
    ['Spring sale', 167],
  ])
  expect(await contentOf(uploaded.id)).toEqual({ content: null, sample: [] })
  const log = await world.must(listAuditLogs, {
    as: organization.owner,
    params,
    query: { target: uploaded.id },
  })
  expect(log.data.map(({ action, actor }) => [action, actor.id])).toEqual([
    ['link.import_started', organization.owner.id],
  ])
})

test('a trial run creates nothing and finds what the real run finds', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const rows = [
    { slug: 'fine', destination: 'https://example.com/1', tags: 'New' },
    { slug: 'docs/start', destination: 'https://example.com/2' },
    { slug: 'FINE', destination: 'https://example.com/3' },
    { slug: 'bad', destination: 'javascript:alert(1)' },
    { slug: 'api', destination: 'https://example.com/4' },
    ...dubRows(600, 'fill'),
    { slug: 'fill-1', destination: 'https://example.com/5' },
  ]
  const uploaded = await imports.upload(dubExport(rows))
  const tried = await imports.run(uploaded, { isDryRun: true })
  expect(tried).toMatchObject({ status: 'done', is_dry_run: true, created_count: 601, failed_count: 5 })
  const problems = Object.fromEntries(tried.failures.map(({ row_number, problem }) => [row_number, problem]))
  expect(problems).toEqual({
    3: 'slug: docs/start has a slash, which only links on a domain of your own may have',
    4: 'slug: FINE is taken',
    5: expect.stringContaining('must not start with javascript:'),
    6: expect.stringContaining('slug'),
    607: 'slug: fill-1 is taken',
  })
  expect(await imports.links()).toEqual([])
  const params = { orgId: organization.id }
  expect((await world.must(listTags, { as: organization.owner, params })).data).toEqual([])
  const log = await world.must(listAuditLogs, { as: organization.owner, params, query: {} })
  expect(log.data.map(({ action }) => action)).not.toContain('link.import_started')
  expect(tried.can.start).toBe(true)
  const real = await imports.run(await imports.get(uploaded.id))
  expect(real).toMatchObject({ status: 'done', is_dry_run: false, created_count: 601, failed_count: 5 })
  expect(real.failures).toEqual(tried.failures)
  expect(await imports.links()).toHaveLength(601)
})

test('failed rows come as a file that is safe to open, can be mended and is taken back', async () => {
  const imports = importsOf(world, await newOrganization())
  const content = [
    'Target;Alias;Title;Password;Note',
    'example.com;one;=cmd|calc;secret-one;keep',
    'https://example.com/2;two;Fine;secret-two;x',
    'https://example.com/3;a b;@SUM(1);;x',
    'https://example.com/4;four;"Two',
    'lines";;x;surplus',
  ].join('\r\n')
  const uploaded = await imports.upload(content)
  const mapping = { Target: 'destination', Alias: 'slug', Title: 'title', Password: 'password' } as const
  const done = await imports.run(uploaded, { mapping })
  expect(done).toMatchObject({ created_count: 1, failed_count: 3 })
  const file = await imports.failedRows(uploaded.id)
  const rows = parse(file)
  expect(rows[0]).toEqual(['Target', 'Alias', 'Title', 'Password', 'Note', 'row_number', 'problem'])
  expect(rows[1]).toEqual([
    'example.com',
    'one',
    "'=cmd|calc",
    '',
    'keep',
    '2',
    'destination: must be a whole address, like https://example.com/page',
  ])
  expect(rows[2]?.slice(0, 3)).toEqual(['https://example.com/3', 'a b', "'@SUM(1)"])
  expect(rows[3]?.slice(2)).toEqual(['Two\r\nlines', '', 'x', '5', expect.stringContaining('6 cells')])
  expect(file).not.toContain('secret')
  const mended = await imports.upload(file.replace('example.com,one', 'https://example.com,one'))
  expect(mended.mapping).toEqual({
    Target: 'destination',
    Alias: 'slug',
    Title: 'title',
    Password: 'password',
  })
  expect(await imports.run(mended)).toMatchObject({ created_count: 2, failed_count: 1 })
  const titles = (await imports.links()).map(({ title }) => title).sort()
  expect(titles).toEqual(['=cmd|calc', 'Fine', 'Two lines'])
  const again = parse(await imports.failedRows(mended.id))
  expect(again[0]).toEqual(rows[0])
})

test('every field is read as it is written elsewhere', async () => {
  const organization = await newOrganization()
  const params = { orgId: organization.id }
  const project = await world.must(createProject, {
    as: organization.owner,
    params,
    body: { name: 'Spring Sale' },
  })
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload(
    JSON.stringify([
      {
        destination: 'https://example.com/all',
        slug: '/all/',
        title: 'Two\nlines',
        description: 'Two\nlines',
        notes: 'n',
        tags: ['A, B', 'c'],
        project: 'spring sale',
        external_id: 42,
        expires_at: '2040-01-31',
        expired_destination: 'https://example.com/over',
        click_limit: 5,
        password: 'open sesame',
        archived: 'Yes',
        enabled: 0,
      },
      { destination: 'https://example.com/min' },
      { destination: 'https://example.com/x', project: 'Nowhere' },
      { destination: 'https://example.com/x', expires_at: 'soon' },
      { destination: 'https://example.com/x', click_limit: 'many' },
      { destination: 'https://example.com/x', archived: 'perhaps' },
      { destination: 'https://example.com/x', external_id: '42' },
      { destination: 'https://example.com/x', tags: 'x'.repeat(51) },
      { slug: 'nothing' },
    ]),
    'links.json',
  )
  const done = await imports.run(uploaded)
  expect(done.failures.map(({ problem }) => problem.split(':')[0])).toEqual([
    'project',
    'expires_at',
    'click_limit',
    'is_archived',
    'Another link has the external id 42.',
    'tags',
    'destination',
  ])
  const links = await imports.links()
  expect(links).toHaveLength(2)
  expect(links.find(({ slug }) => slug === 'all')).toMatchObject({
    title: 'Two lines',
    description: 'Two\nlines',
    notes: 'n',
    tags: [{ name: 'A, B' }, { name: 'c' }],
    project: { id: project.id },
    external_id: '42',
    expires_at: '2040-01-31T00:00:00.000Z',
    expired_destination: 'https://example.com/over',
    click_limit: 5,
    has_password: true,
    is_archived: true,
    is_enabled: false,
  })
  const { password_hash } = await world.runtime.ownerDatabase.kysely
    .selectFrom('links')
    .select('password_hash')
    .where('organization_id', '=', organization.id)
    .where('slug', '=', 'all')
    .executeTakeFirstOrThrow()
  expect(await verifyPassword(password_hash ?? '', 'open sesame')).toBe(true)
})

test('a slug that is taken: fail, pass over, write over one’s own, or draw another', async () => {
  const organization = await newOrganization()
  const other = await newOrganization()
  await world.must(createLinks, {
    as: other.owner,
    params: { orgId: other.id },
    body: { links: [{ destination: 'https://other.example', slug: 'of-others' }] },
  })
  const imports = importsOf(world, organization)
  await imports.run(await imports.upload('url,slug,title\nhttps://example.com/old,Mine,Old\n'))
  const content = 'url,slug,title\nhttps://example.com/new,mine,New\nhttps://example.com/2,of-others,Two\n'
  const tried = async (on_taken_slug: 'fail' | 'skip' | 'update' | 'new_slug') => {
    const done = await imports.run(await imports.upload(content), { options: { on_taken_slug } })
    return [done.created_count, done.updated_count, done.skipped_count, done.failed_count]
  }
  expect(await tried('fail')).toEqual([0, 0, 0, 2])
  expect(await tried('skip')).toEqual([0, 0, 2, 0])
  expect(await imports.links()).toMatchObject([{ slug: 'Mine', title: 'Old' }])
  expect(await tried('update')).toEqual([0, 1, 0, 1])
  expect(await imports.links()).toMatchObject([
    { slug: 'Mine', title: 'New', destination: 'https://example.com/new' },
  ])
  expect(await tried('new_slug')).toEqual([2, 0, 0, 0])
  expect((await imports.links()).map(({ slug }) => slug)).toContainEqual(
    expect.stringMatching(/^[2-9a-z]{7}$/),
  )
  expect(await importsOf(world, other).links()).toMatchObject([{ destination: 'https://other.example' }])
})

test('the project and tags of the options are given to every link; unknown tags are left out when asked', async () => {
  const organization = await newOrganization()
  const params = { orgId: organization.id }
  const as = organization.owner
  const project = await world.must(createProject, { as, params, body: { name: 'Launch' } })
  const tag = await world.must(createTag, { as, params, body: { name: 'Imported' } })
  const imports = importsOf(world, organization)
  const uploaded = await imports.upload('url,tags\nhttps://example.com,IMPORTED;unknown\n')
  const options = { project_id: project.id, tag_ids: [tag.id], create_tags: false }
  expect(await imports.run(uploaded, { options })).toMatchObject({ created_count: 1, failed_count: 0 })
  const [link] = await imports.links()
  expect(link?.project?.id).toBe(project.id)
  expect(link?.tags.map(({ name }) => name)).toEqual(['Imported'])
})

test('the latest imports are listed, with the first twenty failures of each', async () => {
  const organization = await newOrganization()
  const imports = importsOf(world, organization)
  const bad = await imports.upload(`url\n${'nothing\n'.repeat(30)}`, 'bad.csv')
  await imports.run(bad)
  const waiting = await imports.upload('url\nhttps://example.com\n', 'waiting.csv')
  const listed = await world.must(listLinkImports, {
    as: organization.owner,
    params: { orgId: organization.id },
  })
  expect(listed.data.map(({ id }) => id)).toEqual([waiting.id, bad.id])
  expect(listed.data[1]).toMatchObject({ status: 'done', failed_count: 30 })
  expect(listed.data[1]?.failures.map(({ row_number }) => row_number)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 2),
  )
})
