import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintAuthorizedOrganizationId } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import { createApp, deleteApp, listApps, updateApp } from '#shared/contract/apps.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, getLink } from '#shared/contract/links.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { listSchemes } from './app-queries.ts'
import { renderAssociationFile } from './association-files.ts'

let world: World
let owner: Person
let organization: TestOrganization
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const FINGERPRINT = Array.from({ length: 32 }, (_, at) => (at + 160).toString(16).toUpperCase()).join(':')
const ios = {
  platform: 'ios' as const,
  name: 'Acme for iPhone',
  identifier: 'com.acme.app',
  team_id: 'ABCDE12345',
  url_scheme: 'acme',
  store_url: 'https://apps.apple.com/app/id123',
}
const android = {
  platform: 'android' as const,
  name: 'Acme for Android',
  identifier: 'com.acme.app',
  fingerprints: [FINGERPRINT],
  store_url: 'https://play.google.com/store/apps/details?id=com.acme.app',
}
type Body = Partial<typeof ios & typeof android> | Record<string, unknown>

const create = (body: Body, where = organization) =>
  world.call(createApp, { as: where.owner, params: { orgId: where.id }, body: body as never })

test('apps are registered, changed and removed, each in the log', async () => {
  const made = await world.must(createApp, { as: owner, params, body: ios })
  expect(made).toMatchObject({ ...ios, fingerprints: [], link_count: 0, can: { update: true, delete: true } })
  const at = { ...params, appId: made.id }
  const edited = await world.must(updateApp, {
    as: owner,
    params: at,
    body: { name: 'Acme', url_scheme: null },
  })
  expect(edited).toMatchObject({ name: 'Acme', url_scheme: null, platform: 'ios' })
  await world.must(updateApp, { as: owner, params: at, body: { name: 'Acme' } })
  expect((await world.must(listApps, { as: owner, params })).data.map(({ id }) => id)).toEqual([made.id])
  await world.must(deleteApp, { as: owner, params: at })
  expect((await world.must(listApps, { as: owner, params })).data).toEqual([])
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map(({ action }) => action).reverse()).toEqual([
    'app.created',
    'app.updated',
    'app.deleted',
  ])
})

test.each([
  [{ ...ios, team_id: null }, 'team_id'],
  [{ ...ios, fingerprints: [FINGERPRINT] }, 'fingerprints'],
  [{ ...ios, team_id: 'abcde12345' }, 'team_id'],
  [{ ...ios, identifier: 'noDots' }, 'identifier'],
  [{ ...ios, identifier: 'com.acme/../app' }, 'identifier'],
  [{ ...android, fingerprints: [] }, 'fingerprints'],
  [{ ...android, fingerprints: ['AB:CD'] }, 'fingerprints'],
  [{ ...android, team_id: 'ABCDE12345' }, 'team_id'],
  [{ ...android, identifier: 'com.acme-inc.app' }, 'identifier'],
  [{ ...ios, url_scheme: 'javascript' }, 'url_scheme'],
  [{ ...ios, url_scheme: 'intent' }, 'url_scheme'],
  [{ ...ios, url_scheme: 'https' }, 'url_scheme'],
  [{ ...ios, url_scheme: 'whatsapp' }, 'url_scheme'],
  [{ ...ios, url_scheme: 'My App' }, 'url_scheme'],
  [{ ...ios, store_url: 'http://example.com' }, 'store_url'],
  [{ ...ios, store_url: 'javascript:alert(1)' }, 'store_url'],
])('an app that does not fit is refused (%#)', async (body, field) => {
  const { status, error } = await create(body)
  expect(status).toBe(400)
  expect(JSON.stringify(error?.details['fields'])).toContain(`"field":"${field}`)
})

test('one app of a platform is registered once in an organization, also at once', async () => {
  const where = await world.newOrganization(await world.newPerson())
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(android, where)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ error }) => error?.code === 'app_exists')).toHaveLength(4)
  expect((await create(ios, where)).status).toBe(201)
})

test('association files are as Apple and Google describe them, and of one organization alone', async () => {
  const where = await world.newOrganization(await world.newPerson())
  expect(await renderAssociationFile(world.runtime, where.id, 'apple')).toBeNull()
  expect(await renderAssociationFile(world.runtime, where.id, 'android')).toBeNull()
  await create(ios, where)
  await create({ ...ios, identifier: 'com.acme.second', url_scheme: null }, where)
  await create(android, where)
  expect(await renderAssociationFile(world.runtime, where.id, 'apple')).toEqual({
    applinks: {
      details: [
        {
          appIDs: ['ABCDE12345.com.acme.app', 'ABCDE12345.com.acme.second'],
          components: [{ '/': '/*' }],
        },
      ],
    },
  })
  expect(await renderAssociationFile(world.runtime, where.id, 'android')).toEqual([
    {
      relation: ['delegate_permission/common.handle_all_urls'],
      target: {
        namespace: 'android_app',
        package_name: 'com.acme.app',
        sha256_cert_fingerprints: [FINGERPRINT],
      },
    },
  ])
  const schemes = await inTransaction(world.runtime.database, async (tx) => {
    await setTenancy(tx, { organization_id: where.id })
    return listSchemes(tx, mintAuthorizedOrganizationId(where.id))
  })
  expect(schemes).toEqual(['acme'])
})

test('links that open a removed app lead to their destination; those of its other platform keep theirs', async () => {
  const where = await world.newOrganization(await world.newPerson())
  const at = { as: where.owner, params: { orgId: where.id } }
  const iosApp = await world.must(createApp, { ...at, body: ios })
  const androidApp = await world.must(createApp, { ...at, body: { ...android, url_scheme: 'acme' } })
  const openIos = { app_id: iosApp.id, url: 'acme://open' }
  const both = await world.must(createLink, {
    ...at,
    body: {
      destination: 'https://example.com/',
      app_links: { ios: openIos, android: { app_id: androidApp.id, url: 'acme://open' } },
    },
  })
  const one = await world.must(createLink, {
    ...at,
    body: { destination: 'https://example.com/', app_links: { ios: openIos } },
  })
  const [first] = (await world.must(listApps, at)).data.filter(({ id }) => id === iosApp.id)
  expect(first?.link_count).toBe(2)
  await world.must(deleteApp, { ...at, params: { orgId: where.id, appId: iosApp.id } })
  const read = (linkId: string) => world.must(getLink, { ...at, params: { orgId: where.id, linkId } })
  expect((await read(one.id)).app_links).toBeNull()
  expect(Object.keys((await read(both.id)).app_links ?? {})).toEqual(['android'])
})

test('answers 401, 403 and 404', async () => {
  const made = await world.must(createApp, {
    as: owner,
    params,
    body: { ...ios, identifier: 'com.acme.guarded' },
  })
  const at = { ...params, appId: made.id }
  const viewer = await world.addMember(organization, 'viewer')
  expect((await world.call(createApp, { params, body: ios })).status).toBe(401)
  expect((await world.call(listApps, { params })).status).toBe(401)
  for (const answer of [
    await world.call(createApp, { as: viewer, params, body: ios }),
    await world.call(updateApp, { as: viewer, params: at, body: {} }),
    await world.call(deleteApp, { as: viewer, params: at }),
  ])
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, 'smart_apps.manage'])
  const other = await world.newOrganization(await world.newPerson())
  for (const orgId of [other.id, organization.id]) {
    const foreign = { as: other.owner, params: { orgId, appId: made.id } }
    expect((await world.call(updateApp, { ...foreign, body: { name: 'x' } })).status).toBe(404)
    expect((await world.call(deleteApp, foreign)).status).toBe(404)
  }
})
