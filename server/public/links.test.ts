import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLink, updateLink } from '#shared/contract/links.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { readVisitsOf } from '#test/read-visits.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person
let organization: TestOrganization
let params: { orgId: string }

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
const DESKTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner, { name: 'Acme' })
  params = { orgId: organization.id }
})
afterAll(() => world.close())

type LinkBody = RouteRequest<typeof createLink>['body']
const newLink = (body: Partial<LinkBody> & { slug: string }) =>
  world.must(createLink, { as: owner, params, body: { destination: 'https://example.com/page', ...body } })

const visit = async (
  path: string,
  options: { headers?: Record<string, string>; method?: 'GET' | 'HEAD' | 'POST'; payload?: string } = {},
) => {
  const { headers = {}, method = 'GET', payload } = options
  const form = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', payload }
  const { payload: body, ...type } = form
  const answer = await world.app.inject({
    method,
    url: path,
    headers: { 'user-agent': DESKTOP, ...type, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
  return {
    status: answer.statusCode,
    location: answer.headers.location,
    text: answer.payload,
    headers: answer.headers,
  }
}

describe('a link', () => {
  it('redirects as it was told, in any case of letters, and no store keeps what may change', async () => {
    for (const redirect_status of [301, 302, 307] as const) {
      await newLink({
        slug: `go-${redirect_status}`,
        redirect_status,
        destination: 'https://example.com/a?b=1#c',
      })
      for (const path of [`/go-${redirect_status}`, `/GO-${redirect_status}`, `/go-${redirect_status}/`]) {
        const { status, location, headers } = await visit(path)
        expect([status, location]).toEqual([redirect_status, 'https://example.com/a?b=1#c'])
        expect(headers['cache-control']).toBe(
          redirect_status === 301 ? 'private, max-age=90' : 'private, no-store',
        )
        expect(headers['x-robots-tag']).toBe('noindex')
        expect(headers['set-cookie']).toBeUndefined()
      }
    }
  })

  it('is answered for HEAD as for GET, and only GET counts', async () => {
    const link = await newLink({ slug: 'headed' })
    const head = await visit('/headed', { method: 'HEAD' })
    expect([head.status, head.location, head.text]).toEqual([302, 'https://example.com/page', ''])
    await visit('/headed?qr=1&utm_source=poster')
    await visit('/headed', { headers: { 'sec-purpose': 'prefetch' } })
    const clicks = await readVisitsOf(world, link.id)
    expect(clicks.map(({ trigger, utm_source, is_bot }) => [trigger, utm_source, is_bot])).toEqual([
      ['qr', 'poster', false],
      ['link', '', true],
    ])
  })

  it('forwards the visitor’s query only where it may', async () => {
    await newLink({ slug: 'forwards', destination: 'https://example.com/?a=1#end' })
    await newLink({ slug: 'keeps', destination: 'https://example.com/?a=1', forward_query: false })
    expect((await visit('/forwards?a=2&b=3&qr=1')).location).toBe('https://example.com/?a=1&b=3#end')
    expect((await visit('/keeps?b=3')).location).toBe('https://example.com/?a=1')
  })

  it('with a destination in another script is sent in visible ASCII', async () => {
    await newLink({ slug: 'umlaut', destination: 'https://bücher.example/straße?q=ü' })
    expect((await visit('/umlaut')).location).toBe('https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC')
  })

  it('shows with + where it leads, and how to report it', async () => {
    await newLink({ slug: 'shown', destination: 'https://example.com/?x=<b>&y=1' })
    const { status, text, headers } = await visit('/shown+')
    expect(status).toBe(200)
    expect(text).toContain('https://example.com/?x=&lt;b&gt;&amp;y=1')
    expect(text).toContain('/report?link=http%3A%2F%2Flocalhost%3A3000%2Fshown')
    expect(text).not.toContain('<script')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    await newLink({ slug: 'hidden', password: 'sesame open' })
    expect((await visit('/hidden+')).text).not.toContain('example.com')
    await newLink({ slug: 'counted', click_limit: 3 })
    expect((await visit('/counted+')).text).not.toContain('example.com')
  })
})

describe('a link that is over or not open', () => {
  it('disabled says so, deleted is gone, and what waits for approval is not there', async () => {
    const link = await newLink({ slug: 'off' })
    await world.must(updateLink, {
      as: owner,
      params: { ...params, linkId: link.id },
      body: { is_enabled: false },
    })
    const off = await visit('/off')
    expect([off.status, off.location]).toEqual([404, undefined])
    expect(off.text).toContain('switched off')
    const waiting = await newLink({ slug: 'waiting' })
    const { kysely } = world.runtime.ownerDatabase
    for (const approval of ['pending', 'rejected'] as const) {
      await kysely.updateTable('links').set({ approval }).where('id', '=', waiting.id).execute()
      const { status, text } = await visit('/waiting')
      expect([status, text]).toEqual([404, (await visit('/nobody-knows')).text])
      expect((await visit('/waiting+')).text).toBe(text)
    }
    await kysely.updateTable('links').set({ blocked_at: new Date() }).where('id', '=', link.id).execute()
    expect((await visit('/off')).text).toContain('blocked')
  })

  it('expires to the second, into its page or its other destination', async () => {
    const expires_at = new Date(world.clock.now().getTime() + 60_000).toISOString()
    const other = 'https://example.com/late'
    await newLink({ slug: 'ends', expires_at })
    await newLink({ slug: 'ends-there', expires_at, expired_destination: other, redirect_status: 301 })
    expect((await visit('/ends')).status).toBe(302)
    world.clock.advance({ seconds: 61 })
    const ended = await visit('/ends')
    expect([ended.status, ended.text.includes('has expired')]).toEqual([410, true])
    const late = await visit('/ends-there')
    expect([late.status, late.location, late.headers['cache-control']]).toEqual([
      302,
      other,
      'private, no-store',
    ])
  })

  it('of a suspended organization leads nowhere, of a deleted one is gone', async () => {
    const other = await world.newOrganization(await world.newPerson())
    await world.must(createLink, {
      as: other.owner,
      params: { orgId: other.id },
      body: { destination: 'https://example.com/', slug: 'theirs' },
    })
    const organizations = world.runtime.ownerDatabase.kysely
      .updateTable('organizations')
      .where('id', '=', other.id)
    await organizations.set({ suspended_at: new Date() }).execute()
    expect((await visit('/theirs')).status).toBe(403)
    await organizations.set({ suspended_at: null, deleted_at: new Date() }).execute()
    expect((await visit('/theirs')).status).toBe(410)
  })
})

describe('a limit of visits', () => {
  it('lets exactly so many through, however many come at once; robots and prefetches take none', async () => {
    const link = await newLink({ slug: 'few', click_limit: 5 })
    for (const headers of [{ 'user-agent': BOT }, { 'user-agent': '' }]) {
      const shown = await visit('/few', { headers })
      expect([shown.status, shown.location]).toEqual([200, undefined])
      expect(shown.text).not.toContain('example.com/page')
    }
    expect((await visit('/few', { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(503)
    expect((await visit('/few', { method: 'HEAD' })).location).toBeUndefined()
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => visit('/few')))).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => status === 302)).toHaveLength(5)
    expect(statuses.filter((status) => status === 410)).toHaveLength(15)
    expect(await readVisitsOf(world, link.id)).toHaveLength(5)
  })
})

describe('a password', () => {
  it('is asked for, and the right one leads on once with See Other', async () => {
    await newLink({ slug: 'secret', password: 'sesame open', destination: 'https://example.com/vault' })
    const asked = await visit('/secret?from=mail')
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('<form method="post">')
    expect(asked.text).not.toContain('vault')
    expect(asked.headers['content-security-policy']).not.toContain('form-action')
    const wrong = await visit('/secret', { method: 'POST', payload: 'password=nothing' })
    expect([wrong.status, wrong.location]).toEqual([401, undefined])
    const right = await visit('/secret?from=mail', { method: 'POST', payload: 'password=sesame+open' })
    expect([right.status, right.location]).toEqual([303, 'https://example.com/vault?from=mail'])
  })

  it('can be guessed ten times in ten minutes from one address', async () => {
    await newLink({ slug: 'guessed', password: 'sesame open' })
    const guesses = await Promise.all(
      Array.from({ length: 14 }, () => visit('/guessed', { method: 'POST', payload: 'password=no' })),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
    const late = await visit('/guessed', { method: 'POST', payload: 'password=sesame+open' })
    expect([late.status, Number(late.headers['retry-after']) > 0]).toEqual([429, true])
    world.clock.advance({ minutes: 11 })
    expect((await visit('/guessed', { method: 'POST', payload: 'password=sesame+open' })).status).toBe(303)
  })
})

describe('what robots and devices meet', () => {
  it('shows a preview of its own to social networks and leads people on', async () => {
    await newLink({
      slug: 'pretty',
      preview: { title: 'A "title"', description: 'Words', image_url: 'https://example.com/i.png' },
    })
    const bot = await visit('/pretty', { headers: { 'user-agent': 'facebookexternalhit/1.1' } })
    expect(bot.status).toBe(200)
    expect(bot.text).toContain('<meta property="og:title" content="A &quot;title&quot;">')
    expect(bot.text).toContain('<meta property="og:image" content="https://example.com/i.png">')
    expect((await visit('/pretty')).status).toBe(302)
  })

  it('follows the rules of a smart link, the first that fits', async () => {
    const link = await newLink({
      slug: 'smart',
      rules: [
        { name: '', conditions: { operating_systems: ['iOS'] }, destination: 'https://example.com/ios' },
        { name: '', conditions: { languages: ['de'] }, destination: 'https://example.com/de' },
      ],
    })
    expect(
      (await visit('/smart', { headers: { 'user-agent': PHONE, 'accept-language': 'de' } })).location,
    ).toBe('https://example.com/ios')
    expect((await visit('/smart', { headers: { 'accept-language': 'de-AT,en;q=0.5' } })).location).toBe(
      'https://example.com/de',
    )
    expect((await visit('/smart')).location).toBe('https://example.com/page')
    const rules = (await readVisitsOf(world, link.id)).map(({ rule_id }) => rule_id)
    expect(rules).toEqual([link.rules[0]?.id, link.rules[1]?.id, ''])
  })

  it('opens the app on its devices, with the store behind it, and leads others to the destination', async () => {
    const link = await newLink({ slug: 'apped' })
    const { kysely } = world.runtime.ownerDatabase
    const app = { organization_id: organization.id, fingerprints: [], url_scheme: 'acme' }
    await kysely
      .insertInto('apps')
      .values([
        {
          ...app,
          id: 'app_ios',
          platform: 'ios',
          name: 'Acme',
          identifier: 'com.acme.ios',
          store_url: 'https://apps.apple.com/a',
        },
        {
          ...app,
          id: 'app_android',
          platform: 'android',
          name: 'Acme',
          identifier: 'com.acme',
          store_url: 'https://play.google.com/a',
        },
      ])
      .execute()
    const app_links = {
      ios: { app_id: 'app_ios', url: 'acme://open?x=1' },
      android: { app_id: 'app_android', url: 'acme://open#1' },
    }
    await kysely
      .updateTable('links')
      .set({ app_links: JSON.stringify(app_links) })
      .where('id', '=', link.id)
      .execute()
    const phone = await visit('/apped', { headers: { 'user-agent': PHONE } })
    expect(phone.text).toContain('href="acme://open?x=1"')
    expect(phone.text).toContain('href="https://apps.apple.com/a"')
    expect(phone.headers['content-security-policy']).toMatch(/script-src 'sha256-/)
    const android = await visit('/apped', { headers: { 'user-agent': ANDROID } })
    expect(android.text).toContain(
      'href="intent://open%231#Intent;scheme=acme;package=com.acme;S.browser_fallback_url=https%3A%2F%2Fplay.google.com%2Fa;end"',
    )
    expect((await visit('/apped')).location).toBe('https://example.com/page')
  })
})

describe('the report form', () => {
  it('fills in the link, keeps what was typed and thanks', async () => {
    const shown = await visit('/report?link=http%3A%2F%2Flocalhost%3A3000%2F%22%3Ex')
    expect(shown.text).toContain('value="http://localhost:3000/&quot;&gt;x"')
    const wrong = await visit('/report', {
      method: 'POST',
      payload: 'link=x+y&reason=spam&details=<i>&email=',
    })
    expect([wrong.status, wrong.text.includes('&lt;i&gt;')]).toEqual([400, true])
    const sent = await visit('/report', {
      method: 'POST',
      payload: 'link=http%3A%2F%2Flocalhost%3A3000%2Fpretty&reason=spam&details=&email=',
    })
    expect([sent.status, sent.text.includes('Thank you')]).toEqual([200, true])
  })
})
