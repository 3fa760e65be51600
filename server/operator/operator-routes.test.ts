import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/kernel/database/database.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { setUp } from '#shared/contract/account.ts'
import { getMail, listMailbox } from '#shared/contract/operator.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
let operator: string
let other: Person

const write = (name: string): Promise<void> =>
  inTransaction(world.runtime.database, (tx) =>
    sendMail(
      { runtime: world.runtime, tx, now: world.runtime.clock() },
      {
        to: `${name.toLowerCase()}@mail.example`,
        template: 'verify_email',
        data: { name, url: `${world.runtime.config.publicUrl}/verify?token=secret-of-${name}` },
      },
    ),
  )

beforeAll(async () => {
  world = await newWorld()
  const first = { name: 'Operator', email: 'operator@example.com', password: 'correct horse battery staple' }
  operator = (await world.must(setUp, { body: { ...first, organization_name: 'Acme' } })).token
  other = await world.newPerson()
  for (const name of ['Ada', 'Bob', 'Cy_']) await write(name)
})
afterAll(() => world.close())

test('an operator lists, searches and reads what stayed on this machine', async () => {
  const all = await world.must(listMailbox, { as: operator, query: { search: '@mail.example', limit: 2 } })
  expect(all).toMatchObject({ page: 1, limit: 2, total: 3 })
  expect(all.data.map(({ to }) => to)).toEqual(['cy_@mail.example', 'bob@mail.example'])
  const rest = await world.must(listMailbox, {
    as: operator,
    query: { search: '@mail.example', limit: 2, page: 2 },
  })
  expect(rest.data).toMatchObject([
    {
      to: 'ada@mail.example',
      subject: 'Confirm your e-mail address',
      template: 'verify_email',
      status: 'kept',
    },
  ])
  expect((await world.must(listMailbox, { as: operator, query: { search: 'y_@' } })).total).toBe(1)
  expect((await world.must(listMailbox, { as: operator, query: { search: '%' } })).total).toBe(0)
  const mail = await world.must(getMail, { as: operator, params: { mailId: rest.data[0]?.id ?? '' } })
  expect(mail.text).toContain('/verify?token=secret-of-Ada')
  expect(mail.html).toContain('<strong><bdi>Ada</bdi></strong>')
})

test('nobody else reads it', async () => {
  const { data } = await world.must(listMailbox, { as: operator })
  const params = { mailId: data[0]?.id ?? '' }
  expect(await world.call(listMailbox)).toMatchObject({ status: 401 })
  expect(await world.call(getMail, { params })).toMatchObject({ status: 401 })
  const refused = [
    await world.call(listMailbox, { as: other }),
    await world.call(getMail, { as: other, params }),
  ]
  for (const { status, body } of refused) {
    expect([403, 404]).toContain(status)
    expect(JSON.stringify(body)).not.toContain('mail.example')
  }
})

test('wrong input is refused', async () => {
  const search = 'x'.repeat(201)
  expect(await world.call(listMailbox, { as: operator, query: { search } })).toMatchObject({ status: 400 })
  expect(await world.call(getMail, { as: operator, params: { mailId: 'mail_none' } })).toMatchObject({
    status: 404,
  })
})

test('with a mail server the mailbox is closed', async () => {
  const { config } = world.runtime
  config.smtpUrl = 'smtp://127.0.0.1:20025'
  try {
    for (const answer of [
      await world.call(listMailbox, { as: operator }),
      await world.call(getMail, { as: operator, params: { mailId: 'mail_any' } }),
    ])
      expect(answer).toMatchObject({ status: 409, error: { code: 'mailbox_closed' } })
  } finally {
    config.smtpUrl = null
  }
})
