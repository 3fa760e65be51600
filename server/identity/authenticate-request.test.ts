import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  endOtherSessions,
  endSession,
  listSessions,
  signIn,
  updateProfile,
} from '#shared/contract/account.ts'
import { cookiesOf } from '#test/cookies.ts'
import { newWorld, type Person, type World } from '#test/world.ts'
import { mintContextToken } from './mint-context-token.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const signInAgain = async (person: Person) =>
  world.call(signIn, { body: { email: person.email, password: person.password } })

const statusWith = async (token: string): Promise<number> =>
  (await world.call(listSessions, { as: token })).status

describe('a session', () => {
  test('holds only with our signature over its token', async () => {
    const { token } = await world.newPerson()
    const [value = '', signature = ''] = token.split('.')
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    const forged = [
      value,
      `${value}.`,
      `${value}.${other}`,
      `${value}x.${signature}`,
      `.${signature}`,
      'x',
      '.',
      `${value}.${signature}.`,
    ]
    for (const attempt of forged) {
      expect(await statusWith(attempt), attempt).toBe(401)
      const cookie = `guildhall.session_token=${encodeURIComponent(attempt)}`
      expect((await world.call(listSessions, { headers: { cookie } })).status, attempt).toBe(401)
    }
    expect(await statusWith(token)).toBe(200)
  })

  test.each([
    ['', 401],
    ['Bearer', 401],
    ['Bearer a b', 401],
    [`Bearer ${'x'.repeat(5000)}`, 401],
    ['Bearer gh_pk_short', 401],
    ['Bearer a.b.c', 401],
    ['Basic YTpi', 401],
  ])('is not the header %j', async (authorization, status) => {
    expect((await world.call(listSessions, { headers: { authorization } })).status).toBe(status)
  })

  test('slides with use and ends after a month without', async () => {
    const person = await world.newPerson()
    const used = (await signInAgain(person)).body.token ?? ''
    const unused = (await signInAgain(person)).body.token ?? ''
    world.clock.advance({ days: 20 })
    expect(await statusWith(used)).toBe(200)
    world.clock.advance({ days: 20 })
    expect(await statusWith(used)).toBe(200)
    expect(await statusWith(unused)).toBe(401)
    world.clock.advance({ days: 31 })
    expect(await statusWith(used)).toBe(401)
    expect(await statusWith((await signInAgain(person)).body.token ?? '')).toBe(200)
  })

  test('ends at once when its person ends it, and no other person can', async () => {
    const person = await world.newPerson()
    const stranger = await world.newPerson()
    const other = (await signInAgain(person)).body.token ?? ''
    const { data } = await world.must(listSessions, { as: other })
    const sessionId = data.find((session) => !session.is_current)?.id ?? ''
    expect((await world.call(endSession, { as: stranger, params: { sessionId } })).status).toBe(404)
    expect(await statusWith(person.token)).toBe(200)
    await world.must(endSession, { as: other, params: { sessionId } })
    expect(await statusWith(person.token)).toBe(401)
    const third = (await signInAgain(person)).body.token ?? ''
    await world.must(endOtherSessions, { as: third })
    expect(await statusWith(other)).toBe(401)
    expect(await statusWith(third)).toBe(200)
  })

  test('of a cookie does not change anything for a page of another site', async () => {
    const person = await world.newPerson()
    const cookie = cookiesOf(await signInAgain(person))
    const change = (headers: Record<string, string>) =>
      world.call(updateProfile, { headers: { cookie, ...headers }, body: { name: 'Eve' } })
    expect((await change({ origin: 'https://evil.example' })).error?.code).toBe('cross_origin')
    expect((await change({ 'sec-fetch-site': 'cross-site' })).error?.code).toBe('cross_origin')
    expect((await change({ origin: 'http://localhost:3000' })).status).toBe(200)
    const headers = { origin: 'https://evil.example' }
    expect((await world.call(updateProfile, { as: person, headers, body: { name: 'Own' } })).status).toBe(200)
  })
})

describe('a context token', () => {
  const mint = async (person: Person, change: { userId?: string } = {}) => {
    const { data } = await world.must(listSessions, { as: person })
    const sessionId = data.find((session) => session.is_current)?.id ?? ''
    const claims = { userId: person.id, sessionId, personalKeyId: null, organizationId: 'org_x', ...change }
    return mintContextToken(world.runtime, claims, world.clock.now())
  }

  test('acts as its person and ends with the session', async () => {
    const person = await world.newPerson()
    const other = (await signInAgain(person)).body.token ?? ''
    const token = await mint(person)
    expect(await statusWith(token)).toBe(200)
    await world.must(endOtherSessions, { as: other })
    expect(await statusWith(token)).toBe(401)
  })

  test('holds only as minted, and for a month', async () => {
    const person = await world.newPerson()
    const victim = await world.newPerson()
    const token = await mint(person)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: victim.id }
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    expect(await statusWith(`${header}.${forged}.${signature}`)).toBe(401)
    expect(await statusWith(`${none}.${forged}.`)).toBe(401)
    expect(await statusWith(await mint(person, { userId: victim.id }))).toBe(401)
    world.clock.advance({ days: 29 })
    expect(await statusWith(token)).toBe(200)
    world.clock.advance({ days: 2 })
    expect(await statusWith(token)).toBe(401)
    expect(await statusWith(person.token)).toBe(200)
  })
})
