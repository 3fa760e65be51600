import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSessions, signIn, signOut, signUp } from '#shared/contract/account.ts'
import { listOrganizations } from '#shared/contract/organizations.ts'
import { cookiesOf } from '#test/cookies.ts'
import { newWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const password = 'a long enough password'
let counter = 0
const fresh = () => `sign-in-${++counter}@example.com`

const accountEntries = async (email: string, action: string): Promise<number> => {
  const { rows } = await world.runtime.ownerDatabase.pool.query(
    `select count(*)::int as count from audit_entries e join organizations o on o.id = e.organization_id
     join users u on u.id = o.created_by where u.email = $1 and e.action = $2`,
    [email, action],
  )
  return rows[0].count as number
}

describe('signing up', () => {
  test('makes an account with its personal workspace, signed in, and mails a link', async () => {
    const email = fresh()
    const { status, body, headers } = await world.call(signUp, { body: { name: 'Ada', email, password } })
    expect(status).toBe(201)
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^guildhall\.session_token=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ])
    const workspaces = await world.must(listOrganizations, { as: body.token ?? '' })
    expect(workspaces).toEqual([expect.objectContaining({ name: 'Personal Workspace', member_count: 1 })])
    expect((await world.mailsTo(email))[0]?.links[0]).toMatch(
      /^http:\/\/localhost:3000\/verify-email\?token=/,
    )
    expect(await accountEntries(email, 'account.created')).toBe(1)
  })

  test('of the same e-mail at the same time makes one account, and never touches it again', async () => {
    const email = fresh()
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        world.call(signUp, { body: { name: `N${n}`, email: n % 2 ? email : email.toUpperCase(), password } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.error).toMatchObject({ code: 'email_taken', details: { fields: [{ field: 'email' }] } })
  })

  test.each([
    ['name', { name: '' }],
    ['name', { name: 'a\u0000b' }],
    ['name', { name: 'x'.repeat(101) }],
    ['email', { email: 'nobody' }],
    ['email', { email: `${'x'.repeat(250)}@example.com` }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(129) }],
    ['is_operator', { is_operator: true }],
  ])('names a wrong %s', async (field, wrong) => {
    const body = { name: 'Ada', email: fresh(), password, ...wrong }
    const { status, error } = await world.call(signUp, { body })
    expect(status).toBe(400)
    expect(JSON.stringify(error?.details)).toContain(field)
  })
})

describe('signing in', () => {
  test('takes the e-mail in any case and form, and answers a token and a cookie that both work', async () => {
    const person = await world.newPerson({ email: fresh() })
    const answer = await world.call(signIn, {
      body: {
        email: ` ${person.email.toUpperCase().replace('SIGN', 'ｓｉｇｎ')}`,
        password: person.password,
      },
    })
    expect(answer.body).toMatchObject({ is_second_factor_required: false, user: { id: person.id } })
    await world.must(listSessions, { as: answer.body.token ?? '' })
    await world.must(listSessions, { headers: { cookie: cookiesOf(answer) } })
    expect(await accountEntries(person.email, 'account.signed_in')).toBe(1)
  })

  test('without remembering ends with the browser, and after a day at the latest', async () => {
    const person = await world.newPerson()
    const body = { email: person.email, password: person.password, remember: false }
    const answer = await world.call(signIn, { body })
    expect([answer.headers['set-cookie']].flat()[0]).not.toContain('Max-Age')
    const { data } = await world.must(listSessions, { as: answer.body.token ?? '' })
    const current = data.find((session) => session.is_current)
    const hours = (Date.parse(current?.expires_at ?? '') - world.clock.now().getTime()) / 3_600_000
    expect(hours).toBeGreaterThan(23)
    expect(hours).toBeLessThan(25)
  })

  test('answers alike for an unknown e-mail and a wrong password', async () => {
    const person = await world.newPerson()
    const wrong = await world.call(signIn, { body: { email: person.email, password: 'not the password' } })
    const unknown = await world.call(signIn, { body: { email: fresh(), password: 'not the password' } })
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect(wrong.error).toEqual({ ...unknown.error, request_id: expect.anything() })
    expect(Object.keys(wrong.headers).sort()).toEqual(Object.keys(unknown.headers).sort())
  })

  test('works as long on an unknown e-mail as on a wrong password', async () => {
    const person = await world.newPerson()
    const timed = async (email: string): Promise<number> => {
      const start = performance.now()
      await world.call(signIn, { body: { email, password: 'not the password' } })
      return performance.now() - start
    }
    await timed(person.email)
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 7; round++) {
      known.push(await timed(person.email))
      unknown.push(await timed(fresh()))
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[3] ?? 0
    // Without the hashing the unknown would take a tenth.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5)
  })

  test('records failures once a minute, and gives no more than ten tries a minute', async () => {
    const person = await world.newPerson()
    const attempt = () => world.call(signIn, { body: { email: person.email, password: 'not the password' } })
    const answers = []
    for (let round = 0; round < 11; round++) answers.push(await attempt())
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429])
    expect(answers[10]?.error?.code).toBe('too_many_attempts')
    expect(await accountEntries(person.email, 'account.sign_in_failed')).toBe(1)
    world.clock.advance({ minutes: 2 })
    expect((await attempt()).status).toBe(401)
    expect(await accountEntries(person.email, 'account.sign_in_failed')).toBe(2)
  })
})

describe('signing out', () => {
  test('ends the session at once and clears the cookies', async () => {
    const person = await world.newPerson()
    const answer = await world.call(signOut, { as: person })
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.headers['set-cookie'])).toContain('guildhall.session_token=; Max-Age=0')
    expect((await world.call(listSessions, { as: person })).status).toBe(401)
    expect((await world.call(signOut)).status).toBe(200)
  })
})
