import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { startSmtp, type TestSmtp } from '#test/smtp.ts'
import { loadConfig } from '../config.ts'
import { inTransaction } from '../database/database.ts'
import type { Runtime } from '../runtime.ts'
import { deliverMail } from './deliver-mail.ts'
import { forgetMails } from './forget-mails.ts'
import { type MailContext, sendMail } from './send-mail.ts'
import { sendTestMail, verifySmtp } from './verify-smtp.ts'

// Generous: the machine that runs the tests may be busy with others.
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 })
const SECRET = 'a secret that only tests know, of more than 32 characters'
const url = 'http://localhost:3000/verify?token=very-secret-token'
let home: TestDatabase
let folder: string
let smtp: TestSmtp
const runtimes: Runtime[] = []

const newRuntime = (smtpUrl: string | undefined = smtp.url, secret = SECRET): Runtime => {
  const config = loadConfig({ GUILDHALL_DATA: folder, SECRET: secret, SMTP_URL: smtpUrl })
  const runtime = assembleRuntime(config, home.url, createLog('silent'), () => new Date())
  runtimes.push(runtime)
  return runtime
}

const startWorker = async (runtime: Runtime): Promise<void> => {
  runtime.queue.work('send_mail', (data) => deliverMail(runtime, data))
  await runtime.queue.start()
}

const write = (
  runtime: Runtime,
  { to = 'ada@example.com', now = runtime.clock() } = {},
  andThen?: () => Promise<void>,
): Promise<void> =>
  inTransaction(runtime.database, async (tx) => {
    const ctx: MailContext = { runtime, tx, now }
    await sendMail(ctx, { to, template: 'verify_email', data: { name: 'Ada', url } })
    await andThen?.()
  })

const outbox = (runtime: Runtime) =>
  runtime.ownerDatabase.kysely.selectFrom('mail_outbox').selectAll().orderBy('created_at').execute()

/** What waits for a later attempt is made due now. */
const hurry = async (runtime: Runtime): Promise<void> => {
  const { rowCount } = await runtime.ownerDatabase.pool.query(
    `update pgboss.job set start_after = now() where state = 'created' and start_after > now()`,
  )
  expect(rowCount).toBe(1)
  await runtime.ownerDatabase.pool.query(`select pg_notify('guildhall_jobs', 'send_mail')`)
}

beforeAll(async () => {
  home = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'guildhall-mail-'))
  smtp = await startSmtp()
})

afterEach(async () => {
  for (const runtime of runtimes.splice(0)) {
    await runtime.queue.drain()
    await runtime.ownerDatabase.pool.query('delete from mail_outbox')
    await runtime.ownerDatabase.pool.query('delete from pgboss.job')
    await runtime.database.close()
    await runtime.ownerDatabase.close()
  }
  smtp.received.splice(0)
  smtp.unknown.clear()
})

afterAll(async () => {
  await smtp.close()
  await home.drop()
  await rm(folder, { recursive: true })
})

test('a mail arrives within 300 ms of the commit, with what it should say', async () => {
  const runtime = newRuntime()
  await startWorker(runtime)
  const delays: number[] = []
  for (let count = 1; count <= 5; count++) {
    await write(runtime)
    const committedAt = performance.now()
    await eventually(() => expect(smtp.received.length).toBe(count))
    delays.push((smtp.received.at(-1)?.at ?? 0) - committedAt)
  }
  // The median, for the same reason.
  expect(delays.toSorted((a, b) => a - b)[2]).toBeLessThan(300)
  const { mail, to } = smtp.received[0] ?? expect.fail()
  expect(to).toEqual(['ada@example.com'])
  expect(mail.subject).toBe('Confirm your e-mail address')
  expect(mail.from?.text).toBe('"Guildhall" <no-reply@localhost>')
  expect(mail.text).toContain(`Hello Ada,`)
  expect(mail.text).toContain(url)
  expect(mail.html).toContain(`href="${url}"`)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(smtp.received[0]?.raw).not.toMatch(/^(reply-to|sender|bcc|x-mailer):/im)
  await eventually(async () => expect((await outbox(runtime))[0]?.status).toBe('sent'))
  const [row] = await outbox(runtime)
  expect(row).toMatchObject({ sealed_content: null, attempts: 1, last_error: null })
  expect(row?.sent_at).toBeInstanceOf(Date)
  expect(mail.messageId).toBe(`<${row?.id}@localhost>`)
})

test('nothing is sent of what was rolled back', async () => {
  const runtime = newRuntime()
  await startWorker(runtime)
  const failing = write(runtime, {}, async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await write(runtime, { to: 'eve@example.com' })
  await eventually(() => expect(smtp.received.length).toBe(1))
  expect(smtp.received[0]?.to).toEqual(['eve@example.com'])
  expect(await outbox(runtime)).toHaveLength(1)
})

test('the table and the queue show nothing of the content', async () => {
  const runtime = newRuntime()
  await write(runtime)
  const { rows } = await runtime.ownerDatabase.pool.query(
    `select to_jsonb(m)::text as text from mail_outbox m union all select to_jsonb(j)::text from pgboss.job j`,
  )
  expect(rows).toHaveLength(2)
  for (const { text } of rows) {
    expect(text).not.toMatch(/very-secret-token|Hello/)
    expect(text).not.toContain(Buffer.from('very-secret-token').toString('base64').slice(0, 20))
    expect(text).not.toContain(Buffer.from('very-secret-token').toString('hex'))
  }
})

test('what the mail server refuses for now is tried again until it takes it, as the same message', async () => {
  const runtime = newRuntime()
  await startWorker(runtime)
  smtp.refusals.push({ code: 451, message: '4.7.1 greylisted' }, { code: 421, message: '4.3.2 busy' })
  await write(runtime)
  for (const attempts of [1, 2]) {
    await eventually(async () =>
      expect(await outbox(runtime)).toMatchObject([{ status: 'queued', attempts }]),
    )
    await hurry(runtime)
  }
  await eventually(async () => expect(await outbox(runtime)).toMatchObject([{ status: 'sent', attempts: 3 }]))
  const [row] = await outbox(runtime)
  expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([`<${row?.id}@localhost>`])
})

test('a mail waits for a mail server that is away', async () => {
  const away = await startSmtp()
  await away.close()
  const runtime = newRuntime(away.url)
  await startWorker(runtime)
  await write(runtime)
  await eventually(async () => expect(await outbox(runtime)).toMatchObject([{ attempts: 1 }]))
  expect((await outbox(runtime))[0]?.last_error).toContain('ECONNREFUSED')
  const back = await startSmtp({ port: Number(new URL(away.url).port) })
  await hurry(runtime)
  await eventually(() => expect(back.received.length).toBe(1))
  await back.close()
})

test('a refused recipient is given up at once, any other trouble after a day', async () => {
  const runtime = newRuntime()
  await startWorker(runtime)
  smtp.unknown.add('nobody@example.com')
  await write(runtime, { to: 'nobody@example.com' })
  await eventually(async () => expect(await outbox(runtime)).toMatchObject([{ status: 'failed' }]))
  expect((await outbox(runtime))[0]).toMatchObject({ sealed_content: null, attempts: 1 })
  expect((await outbox(runtime))[0]?.last_error).toContain('550 5.1.1 no such mailbox')
  smtp.refusals.push({ code: 451, message: '4.7.1 busy' })
  await write(runtime, { to: 'late@example.com', now: new Date(Date.now() - 25 * 3_600_000) })
  await eventually(async () =>
    expect((await outbox(runtime)).map(({ status }) => status)).toEqual(['failed', 'failed']),
  )
})

test('user and password of the mail server never show', async () => {
  const guarded = await startSmtp({ login: 'mailer@example.com:hunter2-hunter2' })
  const wrong = guarded.url.replace('hunter2-hunter2', 'wrong-password')
  const config = { mailFrom: 'Guildhall <no-reply@localhost>', publicUrl: 'http://localhost:3000' }
  const refused = await verifySmtp({ smtpUrl: wrong })
  expect(refused.isWorking).toBe(false)
  expect(refused.message).toMatch(/^EAUTH .*535/)
  expect(refused.message).not.toMatch(/wrong-password|mailer@example\.com/)
  const now = new Date()
  expect((await sendTestMail({ ...config, smtpUrl: wrong }, 'a@example.com', now)).isWorking).toBe(false)
  expect(await verifySmtp({ smtpUrl: guarded.url })).toMatchObject({ isWorking: true })
  const sent = await sendTestMail({ ...config, smtpUrl: guarded.url }, 'a@example.com', now)
  expect(sent).toMatchObject({ isWorking: true, message: expect.stringMatching(/^250/) })
  expect(guarded.received[0]?.mail.subject).toBe('Test mail')
  expect(await verifySmtp({ smtpUrl: null })).toMatchObject({ isWorking: false })
  await guarded.close()
})

test('without a mail server mails are kept, also those that waited', async () => {
  const runtime = newRuntime()
  await write(runtime)
  const without = newRuntime('')
  await write(without, { to: 'eve@example.com' })
  await startWorker(without)
  await eventually(async () =>
    expect((await outbox(without)).map(({ status }) => status)).toEqual(['kept', 'kept']),
  )
  for (const row of await outbox(without)) expect(row.sealed_content).not.toBeNull()
  expect(smtp.received).toEqual([])
})

test('a mail sealed with another secret is given up, and said so', async () => {
  const runtime = newRuntime()
  await write(runtime)
  await startWorker(newRuntime(smtp.url, `another ${SECRET}`))
  await eventually(async () => expect(await outbox(runtime)).toMatchObject([{ status: 'failed' }]))
  expect((await outbox(runtime))[0]?.last_error).toContain('SECRET')
})

test('a mail goes out once, however often its job runs', async () => {
  const runtime = newRuntime()
  await write(runtime)
  const mail_id = (await outbox(runtime))[0]?.id ?? expect.fail()
  await deliverMail(runtime, { mail_id })
  await deliverMail(runtime, { mail_id })
  await deliverMail(runtime, { mail_id: 'mail_unknown' })
  expect(smtp.received).toHaveLength(1)
})

test.each([
  'ada@example.com\r\nBcc: eve@example.com',
  'ada@example.com, eve@example.com',
  'Ada <ada@example.com>',
  'ada',
  '',
  `${'a'.repeat(250)}@example.com`,
])('%j is no recipient', async (to) => {
  const runtime = newRuntime()
  await expect(write(runtime, { to })).rejects.toThrow('no valid recipient')
  expect(await outbox(runtime)).toEqual([])
})

test('draining lets the mail under way arrive', async () => {
  const runtime = newRuntime()
  await startWorker(runtime)
  await Promise.all(Array.from({ length: 8 }, () => write(runtime)))
  await runtime.queue.drain()
  const rows = await outbox(runtime)
  expect(rows.filter(({ status }) => status === 'sent').length).toBe(smtp.received.length)
})

test('old mails are forgotten', async () => {
  const runtime = newRuntime()
  const day = 24 * 3_600_000
  for (const [days, status] of [
    [31, 'sent'],
    [29, 'kept'],
    [31, 'kept'],
    [2, 'queued'],
    [1, 'queued'],
  ] as const)
    await runtime.ownerDatabase.pool.query(
      `insert into mail_outbox (id, recipient, subject, template, sealed_content, status, created_at)
       values ($1, 'a@example.com', 's', 'test', 'x', $2, $3)`,
      [`mail_${days}_${status}`, status, new Date(Date.now() - days * day)],
    )
  await forgetMails(runtime)
  expect((await outbox(runtime)).map(({ id, status }) => [id, status])).toEqual([
    ['mail_29_kept', 'kept'],
    ['mail_2_queued', 'failed'],
    ['mail_1_queued', 'queued'],
  ])
})
