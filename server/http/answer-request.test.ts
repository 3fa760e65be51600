import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#shared/contract/account.ts'
import { createProject, listProjects } from '#shared/contract/projects.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let limited: World
let owner: Person
let organization: TestOrganization

beforeAll(async () => {
  world = await newWorld()
  limited = await newWorld({ areRatesLimited: true })
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
})
afterAll(async () => {
  await world.close()
  await limited.close()
})

const create = (name: string, key: string) =>
  world.call(createProject, {
    as: owner,
    params: { orgId: organization.id },
    body: { name },
    headers: { 'idempotency-key': key },
  })

const countNamed = async (search: string): Promise<number> =>
  (await world.must(listProjects, { as: owner, params: { orgId: organization.id }, query: { search } })).total

test('a repeated Idempotency-Key answers what it answered, and makes one thing', async () => {
  const first = await create('Repeated', 'key-1')
  const again = await create('Repeated', 'key-1')
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await countNamed('Repeated')).toBe(1)
})

test('ten at once with one key make one thing', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => create('At once', 'key-2')))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await countNamed('At once')).toBe(1)
})

test('a key is refused for another request, and a malformed one at once', async () => {
  await create('Original', 'key-3')
  expect(await create('Different', 'key-3')).toMatchObject({
    status: 422,
    error: { code: 'idempotency_key_reused' },
  })
  expect(await create('Blank', 'two words')).toMatchObject({ status: 400, error: { code: 'invalid_input' } })
})

test('a failed request leaves its key free', async () => {
  await create('Taken', 'key-4')
  expect((await create('Taken', 'key-5')).status).toBe(409)
  expect((await create('Not taken', 'key-5')).status).toBe(201)
})

test('too many tries to sign in answer 429 with the standard headers', async () => {
  const attempt = () => limited.call(signIn, { body: { email: 'nobody@example.com', password: 'wrong' } })
  const answers = []
  for (let n = 0; n < 60 && answers.at(-1)?.status !== 429; n++) answers.push(await attempt())
  const refused = answers.at(-1)
  expect([answers[0]?.status, refused?.status]).toEqual([401, 429])
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
  expect(answers[0]?.headers).toHaveProperty('ratelimit-remaining')
})

test('a limit that comes near is mailed to the owner once', async () => {
  const small = await world.newOrganization(owner, { name: 'Small', plan: 'free' })
  for (const name of ['A', 'B', 'C']) {
    await world.must(createProject, { as: owner, params: { orgId: small.id }, body: { name } })
  }
  const mails = (await world.mailsTo(owner.email)).filter(({ template }) => template === 'limit_near')
  expect(mails).toHaveLength(1)
})

test("a cookie sent along from another site's page changes nothing", async () => {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/organizations/${organization.id}/projects`,
    headers: {
      cookie: `guildhall.session_token=${encodeURIComponent(owner.token)}`,
      origin: 'https://evil.example',
    },
    payload: { name: 'Forged' },
  })
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'cross_origin'])
  expect(await countNamed('Forged')).toBe(0)
})
