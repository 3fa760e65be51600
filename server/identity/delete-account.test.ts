import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteAccount, listSessions, previewAccountDeletion, signIn } from '#shared/contract/account.ts'
import { createPersonalKey } from '#shared/contract/api-keys.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const remove = (person: Person) =>
  world.call(deleteAccount, { as: person, body: { password: person.password } })

test('is refused, with what blocks it, for the last owner of an organization', async () => {
  const owner = await world.newPerson()
  const { id, name, slug } = await world.newOrganization(owner)
  const preview = await world.must(previewAccountDeletion, { as: owner })
  expect(preview).toMatchObject({ is_blocked: true, last_owner_of: [{ id, name, slug }] })
  const answer = await remove(owner)
  expect(answer.status).toBe(409)
  expect(answer.error).toMatchObject({
    code: 'account_deletion_blocked',
    details: { organizations: [{ id, name, slug }] },
  })
  expect((await world.call(listSessions, { as: owner })).status).toBe(200)
})

test('asks for the password, and leaves nothing that lets anybody in', async () => {
  const owner = await world.newPerson()
  const organization = await world.newOrganization(owner)
  const member = await world.addMember(organization, 'member')
  const key = await world.must(createPersonalKey, { as: member, body: { name: 'CI' } })
  const wrong = await world.call(deleteAccount, { as: member, body: { password: 'not the password' } })
  expect(wrong.error?.code).toBe('wrong_password')
  expect((await remove(member)).status).toBe(200)
  for (const as of [member.token, key.secret])
    expect((await world.call(listSessions, { as })).status).toBe(401)
  const again = await world.call(signIn, { body: { email: member.email, password: member.password } })
  expect(again.error?.code).toBe('invalid_credentials')
  const { rows } = await world.runtime.ownerDatabase.pool.query(
    'select name, email, image from users where id = $1',
    [member.id],
  )
  expect(rows).toEqual([{ name: 'Deleted user', email: `deleted-${member.id}@deleted.invalid`, image: null }])
  const reborn = await world.newPerson({ email: member.email })
  expect(reborn.id).not.toBe(member.id)
})
