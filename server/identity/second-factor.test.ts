import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  disableSecondFactor,
  enableSecondFactor,
  listSessions,
  renewRecoveryCodes,
  signIn,
  startSecondFactor,
  verifySecondFactor,
} from '#shared/contract/account.ts'
import { readCode, wrongCode } from '#test/authenticator-app.ts'
import { cookiesOf } from '#test/cookies.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const start = (person: Person) =>
  world.must(startSecondFactor, { as: person, body: { password: person.password } })

const setUp = async () => {
  const person = await world.newPerson()
  const { otpauth_url, recovery_codes } = await start(person)
  const code = await readCode(otpauth_url)
  const { token } = await world.must(enableSecondFactor, { as: person, body: { code } })
  return { person: { ...person, token }, otpauth_url, recovery_codes }
}

const firstHalf = async (person: Person, cookie = '') =>
  world.call(signIn, {
    headers: { cookie },
    body: { email: person.email, password: person.password, remember: true },
  })

const secondHalf = (
  cookie: string,
  body: { code: string; is_recovery_code?: boolean; trust_device?: boolean },
) => world.call(verifySecondFactor, { headers: { cookie }, body })

describe('setting up', () => {
  test('asks for the password and a first code; the session goes on under a new token', async () => {
    const person = await world.newPerson()
    const refused = await world.call(startSecondFactor, {
      as: person,
      body: { password: 'not the password' },
    })
    expect(refused.error).toMatchObject({
      code: 'wrong_password',
      details: { fields: [{ field: 'password' }] },
    })
    const { otpauth_url, recovery_codes } = await start(person)
    expect(otpauth_url).toMatch(/^otpauth:\/\/totp\/Guildhall/)
    expect(new Set(recovery_codes).size).toBe(10)
    const code = await readCode(otpauth_url)
    const wrong = await world.call(enableSecondFactor, { as: person, body: { code: wrongCode(code) } })
    expect(wrong.error?.code).toBe('invalid_code')
    expect((await firstHalf(person)).body.is_second_factor_required).toBe(false)
    const { token } = await world.must(enableSecondFactor, { as: person, body: { code } })
    expect((await world.call(listSessions, { as: person })).status).toBe(401)
    expect((await world.call(listSessions, { as: token })).status).toBe(200)
    const mails = await world.mailsTo(person.email)
    expect(mails.at(-1)?.template).toBe('second_factor_changed')
  })

  test('keeps secret and recovery codes encrypted', async () => {
    const { person, otpauth_url, recovery_codes } = await setUp()
    const { rows } = await world.runtime.ownerDatabase.pool.query(
      'select secret, backup_codes from two_factors where user_id = $1',
      [person.id],
    )
    const stored = JSON.stringify(rows)
    for (const plain of [...recovery_codes, new URL(otpauth_url).searchParams.get('secret') ?? ''])
      expect(stored).not.toContain(plain)
  })
})

describe('signing in', () => {
  let person: Person
  let otpauth_url: string
  let recovery_codes: string[]
  beforeEach(async () => {
    ;({ person, otpauth_url, recovery_codes } = await setUp())
  })

  test('asks for a code before there is any session', async () => {
    const first = await firstHalf(person)
    expect(first.body).toEqual({ token: null, is_second_factor_required: true, user: null })
    const cookie = cookiesOf(first)
    expect(cookie).not.toContain('session_token')
    expect((await world.call(listSessions, { headers: { cookie } })).status).toBe(401)
    const second = await secondHalf(cookie, { code: await readCode(otpauth_url) })
    expect(second.body).toMatchObject({ is_second_factor_required: false, user: { id: person.id } })
    expect((await world.call(listSessions, { as: second.body.token ?? '' })).status).toBe(200)
    expect((await secondHalf(cookie, { code: await readCode(otpauth_url) })).error?.code).toBe(
      'second_factor_expired',
    )
  })

  test('takes no code without its own first half', async () => {
    const code = await readCode(otpauth_url)
    const other = await setUp()
    const foreign = cookiesOf(await firstHalf(other.person))
    for (const cookie of ['', foreign, 'guildhall.two_factor=forged.c2lnbmF0dXJl'])
      expect((await secondHalf(cookie, { code })).status).toBe(401)
  })

  test('takes each recovery code once, also when it is used twice at the same time', async () => {
    const [code = '', next = ''] = recovery_codes
    const cookies = [cookiesOf(await firstHalf(person)), cookiesOf(await firstHalf(person))]
    const body = { code, is_recovery_code: true }
    const answers = await Promise.all(cookies.map((cookie) => secondHalf(cookie, body)))
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    const again = await secondHalf(cookiesOf(await firstHalf(person)), body)
    expect(again.error?.code).toBe('invalid_code')
    const fresh = await secondHalf(cookiesOf(await firstHalf(person)), { code: next, is_recovery_code: true })
    expect(fresh.status).toBe(200)
  })

  test('gives five tries a sign-in, and locks after ten wrong codes', async () => {
    const right = await readCode(otpauth_url)
    const codes: (string | undefined)[] = []
    for (let round = 0; round < 2; round++) {
      const cookie = cookiesOf(await firstHalf(person))
      for (let attempt = 0; attempt < 6; attempt++)
        codes.push((await secondHalf(cookie, { code: wrongCode(right) })).error?.code)
    }
    expect(codes.slice(0, 6)).toEqual([...Array(5).fill('invalid_code'), 'second_factor_expired'])
    const locked = await secondHalf(cookiesOf(await firstHalf(person)), { code: await readCode(otpauth_url) })
    expect(locked.status).toBe(429)
    expect(locked.error?.code).toBe('second_factor_locked')
  })

  test('on a trusted device asks no more, until the password changes hands', async () => {
    const first = await firstHalf(person)
    const second = await secondHalf(cookiesOf(first), {
      code: await readCode(otpauth_url),
      trust_device: true,
    })
    const trusted = cookiesOf(second)
    const again = await firstHalf(person, trusted)
    expect(again.body.is_second_factor_required).toBe(false)
    const token = again.body.token ?? ''
    await world.must(disableSecondFactor, { as: token, body: { password: person.password } })
    expect((await firstHalf(person)).body.is_second_factor_required).toBe(false)
  })

  test('renewing the recovery codes ends the old ones', async () => {
    const { recovery_codes: renewed } = await world.must(renewRecoveryCodes, {
      as: person,
      body: { password: person.password },
    })
    const old = { code: recovery_codes[0] ?? '', is_recovery_code: true }
    expect((await secondHalf(cookiesOf(await firstHalf(person)), old)).error?.code).toBe('invalid_code')
    const fresh = { code: renewed[0] ?? '', is_recovery_code: true }
    expect((await secondHalf(cookiesOf(await firstHalf(person)), fresh)).status).toBe(200)
  })
})
