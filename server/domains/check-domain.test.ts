import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deleteOrganization } from '#server/organizations/delete-organization.ts'
import { registerJobs } from '#server/worker.ts'
import { startDns, type TestDns } from '#test/dns.ts'
import { type Ground, newGround, type PersonActor, verdictOf } from '#test/ground.ts'
import { readMails } from '#test/mails.ts'
import { addDomain } from './add-domain.ts'
import { checkDomain } from './check-domain.ts'
import { deleteDomain } from './delete-domain.ts'
import { findDomainByHost } from './find-domain-by-host.ts'
import { findDefaultDomain, findUsableDomain } from './find-usable-domain.ts'
import { getDomain } from './list-domains.ts'
import type { Domain } from './present-domain.ts'
import { recheckDomains } from './recheck-domains.ts'
import { updateDomain } from './update-domain.ts'
import { verifyDomain } from './verify-domain.ts'

let ground: Ground
let dns: TestDns
let counter = 0

beforeAll(async () => {
  ground = await newGround()
  dns = await startDns()
  ground.runtime.config.dnsServers = [dns.address]
})
afterAll(async () => {
  await ground.close()
  await dns.close()
})

interface Owned {
  owner: PersonActor
  orgId: string
  domain: Domain
}

const newHostname = (): string => {
  counter += 1
  return `go.site-${counter}.example`
}

const proofOf = (domain: Domain): { name: string; value: string } => {
  const record = domain.records.find(({ purpose }) => purpose === 'proof')
  if (record === undefined) throw new Error('a domain shows its proof')
  return record
}

const own = async (hostname: string): Promise<Owned> => {
  const owner = await ground.newPerson()
  const orgId = await ground.newOrganization(owner)
  const domain = await ground.within(owner, orgId, (ctx) => addDomain(ctx, { hostname }))
  return { owner, orgId, domain }
}

const publish = (...owned: Owned[]): void => {
  for (const { domain } of owned) {
    const { name } = proofOf(domain)
    dns.texts.set(
      name,
      owned.map((one) => [proofOf(one.domain).value]),
    )
  }
}

const check = async (owned: Owned): Promise<Domain> => {
  await checkDomain(ground.runtime, { organization_id: owned.orgId, domain_id: owned.domain.id })
  return read(owned)
}

const read = ({ owner, orgId, domain }: Owned): Promise<Domain> =>
  ground.within(owner, orgId, (ctx) => getDomain(ctx, domain.id))

const prove = async (hostname: string): Promise<Owned> => {
  const owned = await own(hostname)
  publish(owned)
  expect((await check(owned)).status).toBe('verified')
  return owned
}

const servedBy = async (hostname: string): Promise<string | null> =>
  (await findDomainByHost(ground.runtime, hostname))?.id ?? null

const subjectsTo = async ({ owner }: Owned): Promise<string[]> =>
  (await readMails(ground.runtime, owner.email)).map(({ subject }) => subject)

const actionsOf = async ({ orgId }: Owned): Promise<string[]> => {
  const { pool } = ground.runtime.ownerDatabase
  const { rows } = await pool.query<{ action: string }>(
    'select action from audit_entries where organization_id = $1 order by sequence',
    [orgId],
  )
  return rows.map(({ action }) => action)
}

test('a TXT record proves a domain, also in chunks, beside others and behind an alias', async () => {
  const plain = await own(newHostname())
  const { name, value } = proofOf(plain.domain)
  expect(name).toBe(`_guildhall.${plain.domain.hostname}`)
  expect(value).toMatch(/^guildhall-verification=[0-9a-f]{40}$/)
  dns.texts.set(name, [['v=spf1 -all'], [value.slice(0, 10), value.slice(10)], ['something', 'else']])
  expect(await check(plain)).toMatchObject({ status: 'verified', last_problem: null, is_checking: false })
  expect(await servedBy(plain.domain.hostname)).toBe(plain.domain.id)
  expect(await actionsOf(plain)).toContain('domain.verified')

  const aliased = await own(newHostname())
  const proof = proofOf(aliased.domain)
  dns.aliases.set(proof.name, `proof-${counter}.elsewhere.example`)
  dns.texts.set(`proof-${counter}.elsewhere.example`, [[proof.value]])
  expect((await check(aliased)).status).toBe('verified')
})

test('what is wrong is told: no name, no record, another text, the wrong place', async () => {
  const owned = await own(newHostname())
  const { hostname } = owned.domain
  const { name, value } = proofOf(owned.domain)
  expect((await check(owned)).last_problem).toContain(`There is no name ${name} yet (NXDOMAIN)`)
  dns.hosts.set(name, '192.0.2.7')
  expect((await check(owned)).last_problem).toContain(`The name ${name} exists but has no TXT record`)
  dns.texts.set(name, [['hello\u0007there '], ['x']])
  expect((await check(owned)).last_problem).toContain(`${name} holds “hello there” and 1 more, not the value`)
  dns.texts.set(name, [['guildhall-verification=0123']])
  expect((await check(owned)).last_problem).toContain('holds the value of another workspace')
  dns.texts.delete(name)
  dns.hosts.delete(name)
  dns.texts.set(hostname, [[value]])
  expect((await check(owned)).last_problem).toBe(`The value stands at ${hostname}; it must stand at ${name}.`)
  dns.texts.delete(hostname)
  const doubled = `${name}.${hostname.replace(/^go\./, '')}`
  dns.texts.set(doubled, [[value]])
  expect((await check(owned)).last_problem).toContain(`The value stands at ${doubled};`)
  expect((await read(owned)).status).toBe('pending')
  expect(await servedBy(hostname)).toBeNull()
})

test('name servers that fail or are silent prove nothing and disprove nothing', async () => {
  const unproved = await own(newHostname())
  const proved = await prove(newHostname())
  const problems = { SERVFAIL: '(SERVFAIL)', REFUSED: 'REFUSED', silent: 'did not answer in time' } as const
  for (const fault of ['SERVFAIL', 'REFUSED', 'silent'] as const) {
    for (const owned of [unproved, proved]) dns.faults.set(proofOf(owned.domain).name, fault)
    const [first, second] = await Promise.all([check(unproved), check(proved)])
    expect(first.last_problem).toContain(problems[fault])
    expect(second).toMatchObject({ status: 'verified', failing_since: null })
    expect(second.last_problem).toContain(problems[fault])
  }
  expect(await servedBy(proved.domain.hostname)).toBe(proved.domain.id)
  expect(await subjectsTo(proved)).toEqual([])
})

test('asking for a hostname without proving it stands in nobody’s way and serves nothing', async () => {
  const hostname = newHostname()
  const squatter = await own(hostname)
  const usable = ground.within(squatter.owner, squatter.orgId, (ctx) =>
    findUsableDomain(ctx, squatter.domain.id),
  )
  expect(await verdictOf(usable)).toBe('domain_not_verified')
  const byDefault = ground.within(squatter.owner, squatter.orgId, (ctx) =>
    updateDomain(ctx, squatter.domain.id, { is_default: true }),
  )
  expect(await verdictOf(byDefault)).toBe('domain_not_verified')
  expect(await servedBy(hostname)).toBeNull()
  const prover = await prove(hostname)
  expect(await servedBy(hostname)).toBe(prover.domain.id)
  expect(await check(squatter)).toMatchObject({ status: 'pending' })
  expect(proofOf(squatter.domain).value).not.toBe(proofOf(prover.domain).value)
  expect(await servedBy(hostname)).toBe(prover.domain.id)
})

test('a hostname stays with whoever still proves it, and moves to the newcomer once they do not', async () => {
  const hostname = newHostname()
  const holder = await prove(hostname)
  await ground.within(holder.owner, holder.orgId, (ctx) =>
    updateDomain(ctx, holder.domain.id, { is_default: true }),
  )
  const newcomer = await own(hostname)
  publish(holder, newcomer)
  expect((await check(newcomer)).last_problem).toBe(
    'This domain belongs to another workspace here that still proves it.',
  )
  expect(await servedBy(hostname)).toBe(holder.domain.id)
  publish(newcomer)
  expect(await check(newcomer)).toMatchObject({ status: 'verified', last_problem: null })
  expect(await servedBy(hostname)).toBe(newcomer.domain.id)
  expect(await read(holder)).toMatchObject({ status: 'pending', is_default: false, verified_at: null })
  expect(await ground.within(holder.owner, holder.orgId, (ctx) => findDefaultDomain(ctx))).toBeNull()
  expect(await subjectsTo(holder)).toEqual([`${hostname} now belongs to another workspace`])
  expect(await actionsOf(holder)).toContain('domain.proof_lost')
  expect(await actionsOf(newcomer)).toContain('domain.verified')
})

test('a deleted organization holds no hostname against a newcomer who proves it', async () => {
  const hostname = newHostname()
  const holder = await prove(hostname)
  const newcomer = await own(hostname)
  publish(holder, newcomer)
  await ground.within(holder.owner, holder.orgId, (ctx) => deleteOrganization(ctx, {}))
  expect((await check(newcomer)).status).toBe('verified')
  expect(await servedBy(hostname)).toBe(newcomer.domain.id)
})

test('checks at once of all who ask for a hostname make one of them its holder', async () => {
  const hostname = newHostname()
  const rivals = await Promise.all(Array.from({ length: 5 }, () => own(hostname)))
  publish(...rivals)
  await Promise.all([...rivals, ...rivals].map(check))
  const states = await Promise.all(rivals.map(read))
  expect(states.filter(({ status }) => status === 'verified')).toHaveLength(1)
  const holder = rivals.find((_, at) => states[at]?.status === 'verified')
  expect(await servedBy(hostname)).toBe(holder?.domain.id)
  const verified = (await Promise.all(rivals.map(actionsOf)))
    .flat()
    .filter((name) => name === 'domain.verified')
  expect(verified).toHaveLength(1)
})

test('a domain removed while it is checked stays removed', async () => {
  const owned = await own(newHostname())
  publish(owned)
  dns.faults.set(proofOf(owned.domain).name, 'silent')
  const checking = checkDomain(ground.runtime, { organization_id: owned.orgId, domain_id: owned.domain.id })
  await vi.waitFor(() => expect(dns.asked).toContain(proofOf(owned.domain).name))
  await ground.within(owned.owner, owned.orgId, (ctx) =>
    deleteDomain(ctx, owned.domain.id, { links: 'refuse' }),
  )
  dns.faults.delete(proofOf(owned.domain).name)
  await checking
  expect(await servedBy(owned.domain.hostname)).toBeNull()
})

/** What the job of upkeep does in that slot of time: which of these domains it would have checked. */
const dueOf = async (...owned: Owned[]): Promise<number[]> => {
  const { pool } = ground.runtime.ownerDatabase
  await pool.query(`delete from pgboss.job where name = 'check_domain'`)
  await recheckDomains(ground.runtime)
  const { rows } = await pool.query<{ id: string }>(
    `select data ->> 'domain_id' as id from pgboss.job where name = 'check_domain'`,
  )
  return owned.map(({ domain }) => rows.filter(({ id }) => id === domain.id).length)
}

/** Moves the clock to a domain's next check; answers the pause since the last one in minutes, or false for no more. */
const moveToNextCheck = async ({ domain }: Owned): Promise<number | false> => {
  const { rows } = await ground.runtime.ownerDatabase.pool.query<{ next: Date | null; last: Date }>(
    'select next_check_at as next, coalesce(last_checked_at, created_at) as last from domains where id = $1',
    [domain.id],
  )
  const row = rows[0]
  if (row === undefined || row.next === null) return false
  ground.clock.advance({ seconds: (row.next.getTime() - ground.clock.now().getTime()) / 1000 })
  return (row.next.getTime() - row.last.getTime()) / 60_000
}

test('an unproved domain is looked for with growing pauses for a week', async () => {
  const owned = await own(newHostname())
  expect(await dueOf(owned)).toEqual([0])
  const pauses: number[] = []
  for (;;) {
    const minutes = await moveToNextCheck(owned)
    if (minutes === false) break
    pauses.push(minutes)
    await check(owned)
  }
  expect(pauses.slice(0, 2)).toEqual([5, 15])
  expect(Math.max(...pauses)).toBe(6 * 60)
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses)
  const whole = pauses.reduce((sum, minutes) => sum + minutes, 0)
  expect(whole).toBeGreaterThanOrEqual(7 * 24 * 60)
  expect(whole).toBeLessThan(7.5 * 24 * 60)
  ground.clock.advance({ days: 30 })
  expect(await dueOf(owned)).toEqual([0])
  await ground.within(owned.owner, owned.orgId, (ctx) => verifyDomain(ctx, owned.domain.id))
  await check(owned)
  ground.clock.advance({ minutes: 16 })
  expect(await dueOf(owned)).toEqual([1])
})

test('a missing proof is told at once, served on for a week, then no longer; back in time it heals', async () => {
  const { clock } = ground
  const lost = await prove(newHostname())
  const healed = await prove(newHostname())
  expect(await dueOf(lost, healed)).toEqual([0, 0])
  clock.advance({ hours: 25 })
  expect(await dueOf(lost, healed)).toEqual([1, 1])
  for (const { domain } of [lost, healed]) dns.texts.delete(proofOf(domain).name)
  for (const owned of [lost, healed]) {
    const state = await check(owned)
    expect(state.status).toBe('failing')
    expect(Date.parse(state.unverified_at ?? '') - Date.parse(state.failing_since ?? '')).toBe(7 * 86_400_000)
    expect(await servedBy(owned.domain.hostname)).toBe(owned.domain.id)
  }
  clock.advance({ hours: 2 })
  await check(lost)
  expect(await subjectsTo(lost)).toEqual([`The proof of ${lost.domain.hostname} is missing`])
  clock.advance({ days: 6 })
  publish(healed)
  expect(await check(healed)).toMatchObject({ status: 'verified', failing_since: null, last_problem: null })
  expect((await check(lost)).status).toBe('failing')
  clock.advance({ days: 1 })
  dns.faults.set(proofOf(lost.domain).name, 'SERVFAIL')
  expect((await check(lost)).status).toBe('failing')
  dns.faults.delete(proofOf(lost.domain).name)
  expect(await check(lost)).toMatchObject({ status: 'pending', verified_at: null, failing_since: null })
  expect(await servedBy(lost.domain.hostname)).toBeNull()
  expect(await subjectsTo(lost)).toContain(`${lost.domain.hostname} is no longer served`)
  expect(await actionsOf(lost)).toContain('domain.proof_lost')
  publish(lost)
  expect((await check(lost)).status).toBe('verified')
})

test('asked for, a check runs at once by a job and is not doubled', async () => {
  const owned = await own(newHostname())
  publish(owned)
  const ask = () => ground.within(owned.owner, owned.orgId, (ctx) => verifyDomain(ctx, owned.domain.id))
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.map(({ is_checking }) => is_checking)).toEqual([true, true, true])
  const { rows } = await ground.runtime.ownerDatabase.pool.query<{ count: number }>(
    `select count(*) from pgboss.job where name = 'check_domain' and data ->> 'domain_id' = $1`,
    [owned.domain.id],
  )
  expect(rows[0]?.count).toBe(1)
  registerJobs(ground.runtime)
  await ground.runtime.queue.start()
  try {
    await vi.waitFor(
      async () => expect(await read(owned)).toMatchObject({ status: 'verified', is_checking: false }),
      {
        timeout: 10_000,
        interval: 50,
      },
    )
  } finally {
    await ground.runtime.queue.drain()
  }
})
