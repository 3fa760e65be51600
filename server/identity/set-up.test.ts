import { expect, test } from 'vitest'
import { getSetup, setUp, signIn } from '#shared/contract/account.ts'
import { newWorld } from '#test/world.ts'

const body = (n: number) => ({
  name: 'First',
  email: `first-${n}@example.com`,
  password: 'a long enough password',
  organization_name: 'Acme',
})

test('setting up works once, also when two do it at the same time', async () => {
  const world = await newWorld()
  expect(await world.must(getSetup)).toEqual({ is_needed: true })
  const answers = await Promise.all([1, 2, 3, 4].map((n) => world.call(setUp, { body: body(n) })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.error?.code).toBe('already_set_up')
  const winner = answers.findIndex(({ status }) => status === 201) + 1
  expect(answers[winner - 1]?.body.organization).toMatchObject({ name: 'Acme' })
  expect(await world.must(getSetup)).toEqual({ is_needed: false })
  const { rows } = await world.runtime.ownerDatabase.pool.query(
    'select email, is_operator, email_verified from users',
  )
  expect(rows).toEqual([{ email: body(winner).email, is_operator: true, email_verified: true }])
  const { email, password } = body(winner)
  expect((await world.call(signIn, { body: { email, password } })).status).toBe(200)
  await world.close()
})
