import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLink } from '#shared/contract/links.ts'
import { newWorld, type TestOrganization, type World } from '#test/world.ts'

let world: World
let organization: TestOrganization
const HOST = 'go.acme.example'

const proveDomain = async (hostname: string, orgId: string, set: Record<string, unknown> = {}) => {
  const id = `dom_${hostname.replaceAll(/[^a-z0-9]/g, '')}${orgId.slice(-6)}`
  await world.runtime.ownerDatabase.kysely
    .insertInto('domains')
    .values({ organization_id: orgId, id, hostname, token: 't', verified_at: new Date(), ...set })
    .execute()
  return id
}

/** A link on a domain, written as its owner's verbs do. */
const putLink = async (
  domainId: string | null,
  slug: string,
  destination: string,
  orgId = organization.id,
) => {
  const { kysely } = world.runtime.ownerDatabase
  const id = `link_${Math.random().toString(36).slice(2)}`
  const slugs = { slug, slug_key: slug.normalize('NFKC').toLowerCase() }
  await kysely
    .insertInto('links')
    .values({ organization_id: orgId, id, domain_id: domainId, ...slugs, destination })
    .execute()
  await kysely
    .insertInto('addresses')
    .values({
      organization_id: orgId,
      id: `adr_${id}`,
      host: domainId ?? '',
      ...slugs,
      kind: 'short_link',
      target_id: id,
    })
    .execute()
}

beforeAll(async () => {
  world = await newWorld()
  organization = await world.newOrganization(await world.newPerson())
  const body = { slug: 'shared', destination: 'https://example.com/shared' }
  await world.must(createLink, { as: organization.owner, params: { orgId: organization.id }, body })
  const domainId = await proveDomain(HOST, organization.id)
  await putLink(domainId, 'shop', 'https://example.com/shop')
  await putLink(domainId, 'Straße/grüße', 'https://example.com/strasse')
  await putLink(domainId, '🎉', 'https://example.com/party')
})
afterAll(() => world.close())

const ask = async (host: string, url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') => {
  const answer = await world.app.inject({ method, url, headers: { host } })
  return { status: answer.statusCode, location: answer.headers.location, text: answer.payload }
}

describe('a custom domain', () => {
  it('serves its own links and nobody else’s', async () => {
    expect((await ask(HOST, '/shop')).location).toBe('https://example.com/shop')
    expect((await ask(HOST, '/shared')).status).toBe(404)
    expect((await ask('localhost', '/shop')).status).toBe(404)
    const rival = await world.newOrganization(await world.newPerson())
    const rivals = await proveDomain('go.rival.example', rival.id)
    await putLink(rivals, 'shop', 'https://rival.example/', rival.id)
    expect((await ask('go.rival.example', '/shop')).location).toBe('https://rival.example/')
    expect((await ask(HOST, '/shop')).location).toBe('https://example.com/shop')
  })

  it('is the same host with a port, in capitals and with a final dot', async () => {
    for (const host of [
      'go.acme.example:8443',
      'GO.Acme.Example',
      'go.acme.example.',
      'go.acme.example.:443',
    ])
      expect((await ask(host, '/SHOP')).location, host).toBe('https://example.com/shop')
  })

  it('has slugs in any script, however the browser writes them', async () => {
    const strasse = 'https://example.com/strasse'
    for (const path of ['/Stra%C3%9Fe/gr%C3%BC%C3%9Fe', '/STRA%C3%9FE/gru%CC%88%C3%9Fe/'])
      expect((await ask(HOST, path)).location, path).toBe(strasse)
    expect((await ask(HOST, '/%F0%9F%8E%89')).location).toBe('https://example.com/party')
    for (const path of ['/stra%C3%9Fe%2Fgr%C3%BC%C3%9Fe', '/stra%DFe/gr%FC%DFe'])
      expect((await ask(HOST, path)).status, path).toBe(404)
  })

  it('shows neither dashboard nor API', async () => {
    for (const path of [
      '/',
      '/sign-in',
      '/dashboard',
      '/api/health',
      '/api/me',
      '/api/openapi.json',
      '/assets/x.js',
    ]) {
      const { status, text } = await ask(HOST, path)
      expect([path, status]).toEqual([path, 404])
      expect(text).not.toContain('<script')
    }
    expect((await ask(HOST, '/api/auth/sign-in', 'POST')).status).toBe(404)
    expect((await ask(HOST, '/shop', 'DELETE')).status).toBe(405)
    expect((await ask(HOST, '/robots.txt')).text).toContain('User-agent: *')
  })

  it('leads elsewhere where no link answers, when its owner says so', async () => {
    await proveDomain('led.acme.example', organization.id, {
      root_destination: 'https://acme.example/',
      not_found_destination: 'https://acme.example/404',
    })
    expect((await ask('led.acme.example', '/')).location).toBe('https://acme.example/')
    expect((await ask('led.acme.example', '/nothing')).location).toBe('https://acme.example/404')
    expect((await ask('led.acme.example', '/.well-known/acme-challenge/x')).status).toBe(404)
  })

  it('serves the association files of its organization’s apps alone', async () => {
    const file = '/.well-known/assetlinks.json'
    expect((await ask(HOST, file)).status).toBe(404)
    const app = { id: 'app_droid', platform: 'android' as const, name: 'A', identifier: 'com.acme' }
    await world.runtime.ownerDatabase.kysely
      .insertInto('apps')
      .values({
        organization_id: organization.id,
        ...app,
        fingerprints: ['AA'],
        store_url: 'https://store.example',
      })
      .execute()
    expect(JSON.parse((await ask(HOST, file)).text)[0].target.package_name).toBe('com.acme')
    expect((await ask('go.rival.example', file)).status).toBe(404)
    expect((await ask('localhost', file)).status).toBe(404)
  })

  it('that is not proved, or whose organization is suspended, serves nothing', async () => {
    const other = await world.newOrganization(await world.newPerson())
    const pending = await proveDomain('pending.example', other.id, { verified_at: null })
    await putLink(pending, 'x', 'https://example.com/', other.id)
    const unknown = await ask('pending.example', '/x')
    expect([unknown.status, unknown.text.includes('not set up here')]).toEqual([404, true])
    const { kysely } = world.runtime.ownerDatabase
    await kysely.updateTable('domains').set({ verified_at: new Date() }).where('id', '=', pending).execute()
    expect((await ask('pending.example', '/x')).status).toBe(302)
    await kysely
      .updateTable('organizations')
      .set({ suspended_at: new Date() })
      .where('id', '=', other.id)
      .execute()
    expect((await ask('pending.example', '/x')).status).toBe(403)
  })
})

describe('hostile hosts and paths', () => {
  it('get neither links nor the product', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'xn--lcalhost-n4a.example',
    ])
      for (const path of ['/shared', '/shop', '/api/health', '/'])
        expect((await ask(host, path)).status, `${host}${path}`).toBe(404)
    for (const host of [
      'go.acme.example/x',
      'a b.example',
      'user@go.acme.example',
      'go..acme.example',
      '1.2.3.4.5',
    ])
      expect((await ask(host, '/shop')).status, host).toBe(400)
  })

  it('an address of the network reaches the product, and nobody’s links', async () => {
    for (const host of ['10.1.2.3', '[fd00::1]:3000', 'guildhall:3000']) {
      expect((await ask(host, '/api/health')).status, host).toBe(200)
      expect((await ask(host, '/shared')).status, host).toBe(404)
    }
    for (const host of ['127.0.0.1:3000', '[::1]', 'app.localhost'])
      expect((await ask(host, '/shared')).status, host).toBe(302)
  })

  it('slugs that can’t be are not found, and nothing breaks', async () => {
    const paths = [
      '/%00',
      '/shared%00',
      '/sha%72ed%0d%0aSet-Cookie:x',
      `/${'a'.repeat(4096)}`,
      '/%E2%80%AEderahs',
      '/sh%D0%B0red',
      '/ｓｈａｒｅｄ',
      '/%EF%BD%93hared',
      '/shared%3Fx',
      '/shared%23',
      '/shared%5C',
      '/shared%2B%2B',
    ] // prettier-ignore
    for (const host of ['localhost', HOST])
      for (const path of paths) {
        const { status, location } = await ask(host, path)
        expect([path, [400, 404, 414].includes(status), location]).toEqual([path, true, undefined])
      }
    expect((await ask('localhost', '/sh%61red')).status).toBe(302)
  })
})
