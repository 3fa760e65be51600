import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executeRaw, inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import { type AuditLog, invited, openAuditLog, type Somebody } from '#test/audit-log.ts'
import { verifyAuditChain } from './verify-audit-chain.ts'

let log: AuditLog
let ana: Somebody
beforeAll(async () => {
  log = await openAuditLog()
  ana = await log.newPerson('Ana')
})
afterAll(() => log.close())

const entriesOf = (organizationId: string) =>
  log.query('select * from audit_entries where organization_id = $1 order by sequence', [organizationId])

describe('writing entries', () => {
  it('keeps who, whence, what, and only the fields that differ', async () => {
    const organizationId = await log.newOrganization()
    await log.act(ana, [
      {
        organizationId,
        action: 'org.role_changed',
        targets: [{ type: 'member', id: 'mem_1', name: 'Ben' }],
        changes: { role: { before: 'viewer', after: 'admin' }, name: { before: 'Ben', after: 'Ben' } },
      },
    ])
    const [entry] = await entriesOf(organizationId)
    expect(entry).toMatchObject({
      sequence: 1,
      category: 'org',
      action: 'org.role_changed',
      outcome: 'succeeded',
      actor_kind: 'person',
      actor_id: ana.id,
      actor_name: 'Ana',
      actor_email: ana.email,
      on_behalf_of: null,
      targets: [{ type: 'member', id: 'mem_1', name: 'Ben' }],
      changes: { role: { before: 'viewer', after: 'admin' } },
      ip: '203.0.113.7',
      user_agent: 'Test/1.0',
      previous_hash: '0'.repeat(64),
    })
    expect(entry?.search_text).toContain('ben')
  })

  it('leaves nothing behind when the transaction is rolled back', async () => {
    const organizationId = await log.newOrganization()
    const failing = log.inside(organizationId, ana, async (ctx) => {
      ctx.auditRecords.push({ ...invited(organizationId), actor: ctx.actor })
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    expect(await entriesOf(organizationId)).toEqual([])
  })

  it('writes to several organizations at once and leaves the tenancy as it was', async () => {
    const [one, two] = [await log.newOrganization(), await log.newOrganization()]
    const before = await log.inside(one, ana, async (ctx) => {
      ctx.auditRecords.push({ ...invited(two), actor: ctx.actor }, { ...invited(one), actor: ctx.actor })
      return ctx.organization.id
    })
    expect(before).toBe(one)
    expect(await entriesOf(one)).toHaveLength(1)
    expect(await entriesOf(two)).toHaveLength(1)
  })

  it('keeps the chain whole and without gaps under parallel transactions that take organizations in any order', async () => {
    const [one, two] = [await log.newOrganization(), await log.newOrganization()]
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        log.act(ana, i % 2 === 0 ? [invited(one), invited(two), invited(one)] : [invited(two), invited(one)]),
      ),
    )
    const sequences = (await entriesOf(one)).map((entry) => entry.sequence)
    expect(sequences).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    for (const id of [one, two]) {
      expect(await verifyAuditChain(log.runtime, id)).toMatchObject({ isIntact: true })
    }
  })

  it('cuts what is too long, says so, and survives text that a database refuses', async () => {
    const organizationId = await log.newOrganization()
    const hostile = 'NUL \0, a lone surrogate \uD800, RTL \u202E and 🦊'
    await log.act({ ...ana, name: hostile }, [
      {
        organizationId,
        action: 'org.updated',
        targets: Array.from({ length: 60 }, (_, i) => ({ type: 'member', id: `mem_${i}`, name: hostile })),
        changes: {
          description: { before: 'x'.repeat(5000), after: hostile },
          list: { before: [], after: Array.from({ length: 500 }, () => 'y'.repeat(900)) },
          number: { before: Number.NaN, after: 1e21 },
          deep: { before: null, after: { a: { b: { c: { d: { e: 1 } } } } } },
          [hostile]: { before: undefined, after: new Date(0) },
        },
      },
    ])
    const [entry] = await entriesOf(organizationId)
    expect(JSON.stringify(entry).length).toBeLessThan(60_000)
    expect(JSON.stringify(entry?.changes)).toContain('… (cut, 5000 characters)')
    expect(JSON.stringify(entry?.changes)).toContain('the entry is full')
    expect(entry?.targets).toContainEqual({ type: 'cut', id: '', name: 'and 10 more' })
    expect(await verifyAuditChain(log.runtime, organizationId)).toMatchObject({ isIntact: true, entries: 1 })
  })
})

describe("the application's role", () => {
  it.each([
    "update audit_entries set action = 'x'",
    'delete from audit_entries',
    'truncate audit_entries cascade',
    'update audit_targets set target_id = target_id',
    'delete from audit_targets',
    'delete from audit_chains',
    'insert into audit_cuts select organization_id, 1, hash, 1, now(), hash from audit_entries limit 1',
    'delete from audit_cuts',
    'alter table audit_entries disable row level security',
  ])('may not: %s', async (statement) => {
    const organizationId = await log.newOrganization()
    await log.act(ana, [invited(organizationId)])
    const attempt = inTransaction(log.runtime.database, async (tx) => {
      await setTenancy(tx, { organization_id: organizationId })
      await executeRaw(tx, statement)
    })
    await expect(attempt).rejects.toThrow(/permission denied|must be owner/)
  })

  it("reads and writes no other organization's log", async () => {
    const [one, two] = [await log.newOrganization(), await log.newOrganization()]
    await log.act(ana, [invited(one), invited(two)])
    const seen = await inTransaction(log.runtime.database, async (tx) => {
      await setTenancy(tx, { organization_id: one })
      const rows = await tx.selectFrom('audit_entries').select('organization_id').distinct().execute()
      const targets = await tx.selectFrom('audit_targets').select('organization_id').distinct().execute()
      return [...rows, ...targets].map((row) => row.organization_id)
    })
    expect(seen).toEqual([one, one])
    const forging = inTransaction(log.runtime.database, async (tx) => {
      await setTenancy(tx, { organization_id: one })
      await tx
        .insertInto('audit_targets')
        .values({ organization_id: two, sequence: 1, target_id: 'forged' })
        .execute()
    })
    await expect(forging).rejects.toThrow(/row-level security/)
  })
})
