import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetReleasedAddresses } from '#server/addresses/forget-released-addresses.ts'
import { signIn } from '#shared/contract/account.ts'
import { removeMember } from '#shared/contract/members.ts'
import { deleteOrganization } from '#shared/contract/organizations.ts'
import { createTeam, deleteTeam, updateTeam } from '#shared/contract/teams.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person
let organization: TestOrganization
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner, { name: 'Acme & Söhne' })
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const visit = async (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
  const answer = await world.app.inject({ method, url: path, headers })
  return { status: answer.statusCode, text: answer.payload, headers: answer.headers }
}

const newTeam = (slug: string, name = `Team ${slug}`, description = '', where = organization) =>
  world.must(createTeam, { as: where.owner, params: { orgId: where.id }, body: { slug, name, description } })

describe('a team page', () => {
  it('shows the team to strangers, in any case of letters, in little HTML without scripts', async () => {
    const member = await world.addMember(organization, 'member', 'Mia Member Surname')
    const body = {
      slug: 'acme-sales',
      name: 'Sales',
      description: 'Talk to us',
      member_ids: [member.memberId],
    }
    await world.must(createTeam, { as: owner, params, body })
    for (const path of ['/acme-sales', '/ACME-Sales', '/acme-sales/']) {
      const { status, text, headers } = await visit(path)
      expect(status).toBe(200)
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
      for (const part of [
        '<h1>Sales</h1>',
        'Talk to us',
        '<li>Mia</li>',
        '<li>Olga</li>',
        'Acme &amp; Söhne',
        'No events to book yet',
      ]) {
        expect(text).toContain(part)
      }
      expect(text).not.toContain('Surname')
      expect(text).not.toContain('@example.com')
      expect(text).not.toContain('<script')
      expect(Buffer.byteLength(text)).toBeLessThan(20_000)
    }
    await world.must(removeMember, { as: owner, params: { ...params, memberId: member.memberId } })
    expect((await visit('/acme-sales')).text).not.toContain('<li>Mia</li>')
  })

  it('has its own rules of caching and safety', async () => {
    await newTeam('headers')
    const { headers, text } = await visit('/headers')
    const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`)
    expect(headers['cache-control']).toBe('public, max-age=60')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['set-cookie']).toBeUndefined()
    const cached = await visit('/headers', { 'if-none-match': String(headers['etag']) })
    expect([cached.status, cached.text]).toEqual([304, ''])
    const head = await visit('/headers', {}, 'HEAD')
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('escapes whatever people typed', async () => {
    const hostile = `"><script>alert('x')</script>&amp;{{7*7}}`
    await newTeam('hostile', hostile, `${hostile}\nsecond line`)
    const { status, text } = await visit('/hostile')
    expect(status).toBe(200)
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;alert(&#39;x&#39;)')
  })
})

describe('where nothing is', () => {
  it('answers 404 with a page, and as JSON under /api', async () => {
    await newTeam('exists')
    for (const path of [
      '/nobody-here',
      '/exists/no-such-event',
      '/.env',
      '/wp-login.php',
      '/%00',
      '/%E0%A4%A',
      `/${'a'.repeat(400)}`,
      "/' or 1=1",
      '/a/b/c/d',
    ]) {
      const { status, headers } = await visit(path)
      expect([400, 404], path).toContain(status)
      if (status === 404) expect(headers['content-type'], path).toContain('text/html')
    }
    expect((await visit('/nobody-here')).text).toContain('Nothing is here')
    const api = await visit('/api/nothing/here')
    expect([api.status, String(api.headers['content-type'])]).toEqual([
      404,
      expect.stringContaining('application/json'),
    ])
  })

  it('answers 410 for a deleted team and lets its organization alone use the slug again, until it is forgotten', async () => {
    const team = await newTeam('old-crew')
    const moved = await newTeam('was-here')
    const other = await world.newOrganization(await world.newPerson())
    await world.must(deleteTeam, { as: owner, params: { ...params, teamId: team.id } })
    const gone = await visit('/old-crew')
    expect([gone.status, gone.headers['cache-control']]).toEqual([410, 'private, no-store'])
    expect(gone.text).toContain('This page is gone')
    const claim = { as: other.owner, params: { orgId: other.id }, body: { name: 'Taker', slug: 'old-crew' } }
    expect((await world.call(createTeam, claim)).error?.code).toBe('slug_taken')
    await world.must(updateTeam, {
      as: owner,
      params: { ...params, teamId: moved.id },
      body: { slug: 'old-crew' },
    })
    expect((await visit('/old-crew')).status).toBe(200)
    expect((await visit('/was-here')).status).toBe(404)
    await world.must(deleteTeam, { as: owner, params: { ...params, teamId: moved.id } })
    world.clock.advance({ days: 29 })
    await forgetReleasedAddresses(world.runtime)
    expect((await visit('/old-crew')).status).toBe(410)
    world.clock.advance({ days: 2 })
    await forgetReleasedAddresses(world.runtime)
    expect((await visit('/old-crew')).status).toBe(404)
    const { email, password } = other.owner
    const { token } = await world.must(signIn, { body: { email, password } })
    await world.must(createTeam, { ...claim, as: token ?? '' })
    expect((await visit('/old-crew')).status).toBe(200)
  })

  it('answers 410 for every address of a deleted organization', async () => {
    const doomed = await world.newOrganization(await world.newPerson())
    await newTeam('doomed-crew', 'Doomed', '', doomed)
    expect((await visit('/doomed-crew')).status).toBe(200)
    await world.must(deleteOrganization, { as: doomed.owner, params: { orgId: doomed.id } })
    expect((await visit('/doomed-crew')).status).toBe(410)
  })
})
