import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addPasskey,
  listPasskeys,
  listSessions,
  removePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeySignIn,
} from '#shared/contract/account.ts'
import { cookiesOf } from '#test/cookies.ts'
import { createSoftwarePasskey, type SoftwarePasskey } from '#test/software-passkey.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const ORIGIN = 'http://localhost:3000'

const add = async (person: Person, passkey: SoftwarePasskey) => {
  const options = await world.call(startPasskey, { as: person })
  return world.call(addPasskey, {
    as: person,
    headers: { cookie: cookiesOf(options) },
    body: { name: 'Laptop', response: passkey.register(options.body) },
  })
}

const signInBy = async (passkey: SoftwarePasskey, given?: { isVerified: boolean }) => {
  const options = await world.call(startPasskeySignIn)
  expect(options.body).toMatchObject({ userVerification: 'required', rpId: 'localhost' })
  const cookie = cookiesOf(options)
  const body = { response: passkey.assert(options.body, given) }
  return { answer: await world.call(signInWithPasskey, { headers: { cookie }, body }), cookie, body }
}

test('a passkey signs in by itself, once for each challenge', async () => {
  const person = await world.newPerson()
  const passkey = createSoftwarePasskey(ORIGIN)
  const added = await add(person, passkey)
  expect(added.status).toBe(201)
  expect((await world.must(listPasskeys, { as: person })).data).toEqual([added.body])
  const { answer, cookie, body } = await signInBy(passkey)
  expect(answer.body).toMatchObject({ is_second_factor_required: false, user: { id: person.id } })
  await world.must(listSessions, { as: answer.body.token ?? '' })
  const replayed = await world.call(signInWithPasskey, { headers: { cookie }, body })
  expect(replayed.error?.code).toBe('passkey_challenge_ended')
})

test('a passkey that asks for no fingerprint, face or PIN is refused, as it stands for two factors', async () => {
  const passkey = createSoftwarePasskey(ORIGIN)
  await add(await world.newPerson(), passkey)
  const { answer } = await signInBy(passkey, { isVerified: false })
  expect(answer.status).toBe(401)
  expect(answer.error?.code).toBe('user_verification_required')
})

test('an unknown passkey, one of another site and a removed one are refused', async () => {
  const person = await world.newPerson()
  expect((await signInBy(createSoftwarePasskey(ORIGIN))).answer.status).toBe(401)
  const foreign = createSoftwarePasskey('https://evil.example')
  expect((await add(person, foreign)).status).toBe(400)
  const passkey = createSoftwarePasskey(ORIGIN)
  const passkeyId = (await add(person, passkey)).body.id
  const stranger = await world.newPerson()
  expect((await world.call(removePasskey, { as: stranger, params: { passkeyId } })).status).toBe(404)
  await world.must(removePasskey, { as: person, params: { passkeyId } })
  expect((await signInBy(passkey)).answer.error?.code).toBe('invalid_passkey')
})

test.each([{}, { id: 'a' }, { id: 'a\u0000', rawId: 'a', type: 'public-key', response: {} }, { id: 1 }])(
  'a malformed answer %j is named',
  async (response) => {
    const options = await world.call(startPasskeySignIn)
    const headers = { cookie: cookiesOf(options) }
    const answer = await world.call(signInWithPasskey, { headers, body: { response } })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.error?.details)).toContain('response')
  },
)
