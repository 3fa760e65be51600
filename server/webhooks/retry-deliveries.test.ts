import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deleteOrganization } from '#server/organizations/delete-organization.ts'
import { readMails } from '#test/mails.ts'
import {
  eventually,
  idsOf,
  newWebhookGround,
  type TestHook,
  type WebhookGround,
} from '#test/webhook-ground.ts'
import { deleteWebhook, updateWebhook } from './edit-webhooks.ts'
import { forgetWebhookEvents } from './forget-webhook-events.ts'
import { pauseAfter } from './retry-schedule.ts'

let home: WebhookGround

beforeAll(async () => {
  home = await newWebhookGround()
})
afterEach(() => home.stopWorkers())
afterAll(() => home.close())

/** Lets what waits happen now, until the webhook's deliveries have had so many attempts in all. */
const nothingRuns = (): Promise<void> =>
  eventually(async () =>
    expect(
      await home.sql(`select id from pgboss.job where name = 'deliver_webhook' and state = 'active'`),
    ).toEqual([]),
  )

const attemptsOf = async (hook: TestHook): Promise<number> =>
  (await home.deliveries(hook)).reduce((sum, { attempts }) => sum + attempts, 0)

/** An attempt counts before its result is written, and only then is there a next one to hurry; the first comes by itself. */
const attemptsReach = async (hook: TestHook, total: number): Promise<void> => {
  await nothingRuns()
  const made = await attemptsOf(hook)
  if (made > 0 && made < total) await home.hurry()
  await eventually(async () => expect(await attemptsOf(hook)).toBe(total))
  await nothingRuns()
}

const fail = (hook: TestHook, status: number): void =>
  hook.receiver.answer((response) => response.writeHead(status).end('<b>no</b>'))

test('what fails is tried ten times on the schedule, then given up', async () => {
  const hook = await home.newHook()
  fail(hook, 500)
  await home.startWorker()
  await home.publish(hook)
  const minutes = [1 / 12, 5, 30, 120, 300, 600, 840, 1200, 1440]
  for (const [at, pause] of minutes.entries()) {
    await attemptsReach(hook, at + 1)
    const [delivery] = await home.deliveries(hook)
    expect(delivery).toMatchObject({
      status: 'pending',
      response_status: 500,
      response_body: '<b>no</b>',
      problem: 'It answered with the status 500.',
    })
    const waited = ((delivery?.next_attempt_at?.getTime() ?? 0) - home.ground.clock.now().getTime()) / 60_000
    expect(waited).toBeGreaterThan(pause * 0.9 - 0.1)
    expect(waited).toBeLessThan(pause * 1.1 + 0.1)
    const [job] = await home.sql(
      `select extract(epoch from start_after - now())::float / 60 as minutes from pgboss.job
       where state = 'created' and data->>'delivery_id' = $1`,
      [delivery?.id],
    )
    expect(Number(job?.minutes)).toBeGreaterThan(pause * 0.9 - 0.1)
  }
  await attemptsReach(hook, 10)
  expect(await home.deliveries(hook)).toMatchObject([
    { status: 'failed', attempts: 10, next_attempt_at: null },
  ])
  await home.hurry()
  expect(new Set(idsOf(hook.receiver.received)).size).toBe(1)
  expect(hook.receiver.received).toHaveLength(10)
})

test('pauses are spread, and no shorter than the receiver asks', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const pauses = Array.from({ length: 200 }, () => pauseAfter(2, null, now) ?? 0)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(270)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(331)
  expect(new Set(pauses).size).toBeGreaterThan(20)
  expect(pauseAfter(1, '90', now)).toBe(90)
  expect(pauseAfter(1, 'Sun, 22 Nov 2026 12:02:00 GMT', now)).toBe(120)
  expect(pauseAfter(1, '99999999', now)).toBe(86_400)
  for (const nonsense of ['soon', '-5', '1e3', '']) expect(pauseAfter(1, nonsense, now)).toBeLessThan(7)
  expect(pauseAfter(10, null, now)).toBeNull()
})

test('what works on the second try is delivered, and the webhook counts as healthy', async () => {
  const hook = await home.newHook()
  fail(hook, 503)
  await home.startWorker()
  await home.publish(hook)
  await attemptsReach(hook, 1)
  expect(await home.webhookRow(hook)).toMatchObject({ failure_count: 1, failing_since: expect.any(Date) })
  hook.receiver.answer((response) => response.writeHead(202).end('thanks\0'))
  await attemptsReach(hook, 2)
  await eventually(async () =>
    expect(await home.deliveries(hook)).toMatchObject([
      { status: 'delivered', response_status: 202, response_body: 'thanks', problem: null },
    ]),
  )
  expect(await home.webhookRow(hook)).toMatchObject({ failure_count: 0, failing_since: null })
})

test('a redirect is a failure that says so; a long answer is cut', async () => {
  const hook = await home.newHook()
  hook.receiver.answer((response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('😀'.repeat(5000)),
  )
  await home.startWorker()
  await home.publish(hook)
  await attemptsReach(hook, 1)
  const [delivery] = await home.deliveries(hook)
  expect(delivery?.problem).toMatch(/redirect \(302\); redirects are not followed/)
  expect(delivery?.response_body).toBe('😀'.repeat(2000))
})

test('a receiver that is gone is switched off at once, and those concerned are told', async () => {
  const hook = await home.newHook()
  fail(hook, 410)
  await home.publish(hook)
  await home.publish(hook)
  await home.startWorker()
  await eventually(async () => expect(await home.webhookRow(hook)).toMatchObject({ is_enabled: false }))
  await eventually(async () =>
    expect((await home.deliveries(hook)).map(({ status }) => status)).toEqual(['failed', 'failed']),
  )
  expect((await home.webhookRow(hook)).disabled_reason).toMatch(/gone/)
  const mails = await readMails(home.ground.runtime, hook.owner.email)
  expect(mails.map(({ template }) => template)).toEqual(['webhook_disabled'])
  expect(mails[0]?.text).toContain(`/settings/webhooks/${hook.id}`)
})

test('after five days and twenty failures without a success it is switched off, with mail and audit entry', async () => {
  const hook = await home.newHook()
  const admin = await home.ground.addMember(hook.orgId, 'admin')
  await home.sql('update webhooks set created_by = $1 where id = $2', [admin.id, hook.id])
  fail(hook, 500)
  await home.startWorker()
  await home.publish(hook)
  await attemptsReach(hook, 1)
  await home.sql(`update webhooks set failure_count = 30, failing_since = $1 where id = $2`, [
    new Date(home.ground.clock.now().getTime() - 4.9 * 86_400_000),
    hook.id,
  ])
  await attemptsReach(hook, 2)
  expect(await home.webhookRow(hook)).toMatchObject({ is_enabled: true })
  await home.sql(`update webhooks set failure_count = 18, failing_since = $1 where id = $2`, [
    new Date(home.ground.clock.now().getTime() - 5.1 * 86_400_000),
    hook.id,
  ])
  await attemptsReach(hook, 3)
  expect(await home.webhookRow(hook)).toMatchObject({ is_enabled: true, failure_count: 19 })
  await attemptsReach(hook, 4)
  expect(await home.webhookRow(hook)).toMatchObject({ is_enabled: false, failure_count: 20 })
  expect(await home.deliveries(hook)).toMatchObject([{ status: 'failed', problem: 'It was switched off.' }])
  for (const { email } of [hook.owner, admin])
    expect((await readMails(home.ground.runtime, email)).map(({ subject }) => subject)).toEqual([
      'The webhook CRM of Acme was switched off',
    ])
  const entries = await home.sql(
    `select action, actor_name from audit_entries where organization_id = $1 and action = 'webhook.disabled'`,
    [hook.orgId],
  )
  expect(entries).toEqual([{ action: 'webhook.disabled', actor_name: 'Guildhall' }])

  await home.ground.within(hook.owner, hook.orgId, (ctx) => updateWebhook(ctx, hook.id, { is_enabled: true }))
  expect(await home.webhookRow(hook)).toMatchObject({
    is_enabled: true,
    failure_count: 0,
    failing_since: null,
    disabled_at: null,
    disabled_reason: null,
  })
})

test('nothing is sent for a webhook that was switched off or deleted, or for a deleted organization', async () => {
  const [off, deleted, ended] = await Promise.all([home.newHook(), home.newHook(), home.newHook()])
  for (const hook of [off, deleted, ended]) await home.publish(hook)
  const { within } = home.ground
  await within(off.owner, off.orgId, (ctx) => updateWebhook(ctx, off.id, { is_enabled: false }))
  await within(deleted.owner, deleted.orgId, (ctx) => deleteWebhook(ctx, deleted.id))
  await within(ended.owner, ended.orgId, (ctx) => deleteOrganization(ctx, { confirm: 'Acme' }))
  await home.startWorker()
  const waiting = `select 1 from pgboss.job where state < 'completed' and data->>'organization_id' = any ($1)`
  const orgIds = [off, deleted, ended].map(({ orgId }) => orgId)
  await eventually(async () => expect(await home.sql(waiting, [orgIds])).toEqual([]))
  for (const hook of [off, deleted, ended]) expect(hook.receiver.received).toEqual([])
  expect(await home.deliveries(off)).toMatchObject([{ status: 'failed', problem: 'It was switched off.' }])
  expect(await home.deliveries(ended)).toMatchObject([
    { status: 'failed', problem: 'The organization was deleted or suspended.' },
  ])
})

test('events are kept for thirty days; a delivery whose job was lost gets another', async () => {
  const hook = await home.newHook()
  await home.publish(hook)
  await home.publish(hook)
  const [old, lost] = await home.deliveries(hook)
  await home.sql('delete from pgboss.job')
  await home.sql(`update webhook_events set created_at = now() - interval '31 days' where id = $1`, [
    old?.event_id,
  ])
  await home.sql(`update webhook_deliveries set next_attempt_at = now() - interval '2 hours' where id = $1`, [
    lost?.id,
  ])
  await forgetWebhookEvents(home.ground.runtime)
  expect((await home.deliveries(hook)).map(({ id }) => id)).toEqual([lost?.id])
  await home.startWorker()
  await eventually(async () => expect(await home.deliveries(hook)).toMatchObject([{ status: 'delivered' }]))
  expect(idsOf(hook.receiver.received)).toEqual([lost?.event_id])
})
