import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLinks, exportLinks } from '#shared/contract/link-bulk.ts'
import { createTag } from '#shared/contract/tags.ts'
import { importsOf } from '#test/link-imports.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

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

const create = (links: Record<string, unknown>[], at = params) =>
  world.must(createLinks, { as: owner, params: at, body: { links } })

const exported = async (query: Record<string, unknown> = {}, at = params) => {
  const answer = await world.call(exportLinks, { as: owner, params: at, query })
  return { headers: answer.headers, text: String(answer.body) }
}

test('every link comes once over several pages, newest first, as CSV and as JSON lines', async () => {
  const elsewhere = { orgId: (await world.newOrganization(owner)).id }
  for (const prefix of ['a', 'b'])
    await create(
      Array.from({ length: 640 }, (_, index) => ({
        destination: 'https://example.com/',
        slug: `pages-${prefix}${index}`,
      })),
      elsewhere,
    )
  const csv = await exported({}, elsewhere)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="links-acme[\w-]*\.csv"$/)
  const rows: Record<string, string>[] = parse(csv.text, { columns: true })
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(1280)
  expect(rows).toHaveLength(1280)
  expect(rows[0]?.['slug']).toMatch(/^pages-b/)
  const json = await exported({ format: 'json' }, elsewhere)
  const lines = json.text.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(rows.map(({ id }) => id))
  expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('can')
})

test('no cell is run by a spreadsheet, and importing the file again gives the same links', async () => {
  const source = { orgId: (await world.newOrganization(owner)).id }
  const tag = await world.must(createTag, { as: owner, params: source, body: { name: 'a, "b"' } })
  const link = {
    destination: 'https://example.com/?a=1,2',
    slug: 'formula',
    title: '=HYPERLINK("https://evil.example")',
    description: '+1 line\nand another; with "quotes"',
    notes: '@SUM(A1)',
    external_id: '-7',
    tag_ids: [tag.id],
    expires_at: '2040-01-01T00:00:00Z',
    click_limit: 9,
    is_enabled: false,
  }
  await create([link], source)
  const { text } = await exported({}, source)
  const [row] = parse(text, { columns: true }) as Record<string, string>[]
  expect(row?.['title']).toBe(`'${link.title}`)
  expect(row?.['notes']).toBe("'@SUM(A1)")
  expect(row?.['external_id']).toBe("'-7")
  const target = await world.newOrganization(await world.newPerson())
  const imports = importsOf(world, target)
  const uploaded = await imports.upload(text)
  expect(uploaded.format).toBe('guildhall')
  await imports.run(uploaded, { options: { on_taken_slug: 'new_slug' } })
  const { slug: _slug, tag_ids: _ids, expires_at: _at, ...same } = link
  expect(await imports.links()).toMatchObject([
    { ...same, tags: [{ name: 'a, "b"' }], expires_at: '2040-01-01T00:00:00.000Z' },
  ])
})

test('the filters of the list narrow it, and the download is in the log', async () => {
  const tag = await world.must(createTag, { as: owner, params, body: { name: 'Wanted' } })
  await create([
    { destination: 'https://example.com/1', slug: 'wanted-1', tag_ids: [tag.id] },
    { destination: 'https://example.com/2', slug: 'wanted-2', is_enabled: false },
  ])
  const slugs = async (query: Record<string, unknown>) =>
    (parse((await exported(query)).text, { columns: true }) as Record<string, string>[]).map(
      ({ slug }) => slug,
    )
  expect(await slugs({ tag_ids: tag.id })).toEqual(['wanted-1'])
  expect(await slugs({ status: 'disabled' })).toEqual(['wanted-2'])
  expect(await slugs({ search: 'WANTED-1' })).toEqual(['wanted-1'])
  expect(await slugs({ archived: 'yes' })).toEqual([])
  const log = await world.must(listAuditLogs, { as: owner, params, query: { action: 'link.exported' } })
  expect(log.data.find(({ changes }) => 'search' in changes)?.changes).toMatchObject({
    search: { before: null, after: 'WANTED-1' },
    format: { before: null, after: 'csv' },
  })
})

test('refusals: bad filters, no session, no permission, not a member', async () => {
  const stranger = await world.newPerson()
  expect(
    (await world.call(exportLinks, { as: owner, params, query: { archived: 'maybe' as 'no' } })).status,
  ).toBe(400)
  expect((await world.call(exportLinks, { params })).status).toBe(401)
  expect((await world.call(exportLinks, { as: stranger, params })).status).toBe(404)
})
