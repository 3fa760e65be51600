import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  changeEmail,
  changePassword,
  listSessions,
  requestPasswordReset,
  resetPassword,
  sendVerificationEmail,
  signIn,
  verifyEmail,
} from '#shared/contract/account.ts'
import { createPersonalKey } from '#shared/contract/api-keys.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const NEW = 'quite another password'
let counter = 0
const freshEmail = () => `links-${++counter}@example.com`

const linkTo = async (email: string, path: string): Promise<string> => {
  const links = (await world.mailsTo(email)).flatMap((mail) => mail.links)
  const link = links.filter((text) => text.includes(path)).at(-1)
  return link === undefined ? '' : (new URL(link).searchParams.get('token') ?? '')
}

const canSignIn = async (email: string, password: string): Promise<boolean> =>
  (await world.call(signIn, { body: { email, password } })).status === 200

const isSignedIn = async (as: Person | string): Promise<boolean> =>
  (await world.call(listSessions, { as })).status === 200

describe('verifying an e-mail', () => {
  test('works once with the mailed token', async () => {
    const person = await world.newPerson({ isVerified: false })
    await world.must(sendVerificationEmail, { as: person })
    const token = await linkTo(person.email, '/verify-email')
    await world.must(verifyEmail, { body: { token } })
    expect((await world.call(verifyEmail, { body: { token } })).error?.code).toBe('invalid_token')
    expect((await world.call(sendVerificationEmail, { as: person })).error?.code).toBe('email_verified')
  })

  test.each(['x', 'x'.repeat(500), "'; drop table users; --"])('refuses the token %s', async (token) => {
    expect((await world.call(verifyEmail, { body: { token } })).error?.code).toBe('invalid_token')
    expect((await world.call(resetPassword, { body: { token, password: NEW } })).error?.code).toBe(
      'invalid_token',
    )
  })

  test('refuses a token that is a day old', async () => {
    const person = await world.newPerson({ isVerified: false })
    const token = await linkTo(person.email, '/verify-email')
    world.clock.advance({ hours: 25 })
    expect((await world.call(verifyEmail, { body: { token } })).error?.code).toBe('invalid_token')
  })
})

describe('resetting a password', () => {
  test('ends every session, the old password and the other links', async () => {
    const person = await world.newPerson()
    await world.must(requestPasswordReset, { body: { email: person.email } })
    const earlier = await linkTo(person.email, '/reset-password')
    await world.must(requestPasswordReset, { body: { email: person.email } })
    const token = await linkTo(person.email, '/reset-password')
    expect(token).not.toBe(earlier)
    await world.must(resetPassword, { body: { token, password: NEW } })
    expect(await isSignedIn(person)).toBe(false)
    expect(await canSignIn(person.email, person.password)).toBe(false)
    expect(await canSignIn(person.email, NEW)).toBe(true)
    for (const used of [token, earlier])
      expect((await world.call(resetPassword, { body: { token: used, password: NEW } })).status).toBe(400)
    expect((await world.mailsTo(person.email)).at(-1)?.template).toBe('password_changed')
  })

  test('works within the hour alone', async () => {
    const person = await world.newPerson()
    await world.must(requestPasswordReset, { body: { email: person.email } })
    const token = await linkTo(person.email, '/reset-password')
    world.clock.advance({ minutes: 61 })
    expect((await world.call(resetPassword, { body: { token, password: NEW } })).status).toBe(400)
  })

  test('answers alike for an unknown e-mail, and mails nobody', async () => {
    const person = await world.newPerson()
    const email = freshEmail()
    const known = await world.call(requestPasswordReset, { body: { email: person.email } })
    const unknown = await world.call(requestPasswordReset, { body: { email } })
    expect(unknown).toMatchObject({ status: known.status, body: known.body })
    expect(await world.mailsTo(email)).toEqual([])
  })

  test('of an address nobody had proved throws out what an impostor left in the account', async () => {
    const impostor = await world.newPerson({ email: freshEmail(), isVerified: false })
    const key = await world.must(createPersonalKey, { as: impostor, body: { name: 'back door' } })
    expect(await isSignedIn(key.secret)).toBe(true)
    await world.must(requestPasswordReset, { body: { email: impostor.email } })
    const token = await linkTo(impostor.email, '/reset-password')
    await world.must(resetPassword, { body: { token, password: NEW } })
    expect(await isSignedIn(key.secret)).toBe(false)
  })
})

describe('changing the password', () => {
  test('asks for the old one, ends the other sessions, keeps this one', async () => {
    const person = await world.newPerson()
    const { body } = await world.call(signIn, { body: { email: person.email, password: person.password } })
    const wrong = await world.call(changePassword, {
      as: person,
      body: { current_password: 'not the password', password: NEW },
    })
    expect(wrong.error?.code).toBe('wrong_password')
    await world.must(changePassword, {
      as: person,
      body: { current_password: person.password, password: NEW },
    })
    expect(await isSignedIn(person)).toBe(true)
    expect(await isSignedIn(body.token ?? '')).toBe(false)
    expect(await canSignIn(person.email, NEW)).toBe(true)
  })
})

describe('changing the e-mail', () => {
  const ask = (person: Person, email: string) =>
    world.call(changeEmail, { as: person, body: { email, password: person.password } })

  test('takes effect when the new address is verified', async () => {
    const person = await world.newPerson()
    const email = freshEmail()
    expect((await ask(person, email)).status).toBe(200)
    expect(await canSignIn(person.email, person.password)).toBe(true)
    expect(await canSignIn(email, person.password)).toBe(false)
    await world.must(verifyEmail, { body: { token: await linkTo(email, '/verify-email') } })
    expect(await canSignIn(person.email, person.password)).toBe(false)
    expect(await canSignIn(email, person.password)).toBe(true)
  })

  test('to the address of another account answers alike and changes nothing', async () => {
    const person = await world.newPerson()
    const holder = await world.newPerson()
    const before = (await world.mailsTo(holder.email)).length
    const free = await ask(person, freshEmail())
    expect(await ask(person, holder.email)).toMatchObject({ status: free.status, body: free.body })
    expect((await world.mailsTo(holder.email)).length).toBe(before)
  })

  test('is refused at the end when another account took the address meanwhile', async () => {
    const person = await world.newPerson()
    const email = freshEmail()
    await ask(person, email)
    const token = await linkTo(email, '/verify-email')
    const holder = await world.newPerson({ email })
    const answer = await world.call(verifyEmail, { body: { token } })
    expect(answer.error?.code).toBe('email_taken')
    expect(await canSignIn(email, holder.password)).toBe(true)
    expect(await canSignIn(person.email, person.password)).toBe(true)
  })

  test('gives a free address to one of two who ask for it at the same time', async () => {
    const people = [await world.newPerson(), await world.newPerson()]
    const email = freshEmail()
    const tokens: string[] = []
    for (const person of people) {
      await ask(person, email)
      tokens.push(await linkTo(email, '/verify-email'))
    }
    const answers = await Promise.all(tokens.map((token) => world.call(verifyEmail, { body: { token } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
