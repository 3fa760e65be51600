import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecrets } from '#server/kernel/secrets.ts'
import { type AuditLog, invited, openAuditLog, type Somebody } from '#test/audit-log.ts'
import { cutAuditLogs } from './cut-audit-logs.ts'
import { verifyAuditChain } from './verify-audit-chain.ts'

let log: AuditLog
let ana: Somebody
beforeAll(async () => {
  log = await openAuditLog()
  ana = await log.newPerson('Ana')
})
afterAll(() => log.close())

/** A log of five entries. */
const newLog = async (plan = 'unlimited'): Promise<string> => {
  const organizationId = await log.newOrganization({ plan })
  await log.act(
    ana,
    [1, 2, 3, 4, 5].map((i) => ({
      ...invited(organizationId, `guest ${i}`),
      changes: { role: { before: null, after: 'member' } },
    })),
  )
  return organizationId
}

const ENTRY = 'where organization_id = $1 and sequence'

describe('verifying a chain', () => {
  it('finds an untouched log whole and tells its head', async () => {
    const id = await newLog()
    const report = await verifyAuditChain(log.runtime, id)
    expect(report).toMatchObject({ isIntact: true, entries: 5, head: { sequence: 5 }, cut: null })
    expect(report.firstBroken).toBeUndefined()
  })

  it.each([
    ['action', "'org.member_removed'"],
    ['actor_name', "'Eve'"],
    ['actor_id', 'null'],
    ['outcome', "'refused'"],
    ['created_at', "created_at + interval '1 microsecond'"],
    ['targets', `'[{"type":"invitation","id":"inv_x","name":"x"}]'`],
    ['changes', "'{}'"],
    ['ip', "'198.51.100.1'"],
    ['search_text', "''"],
    ['hash', "repeat('0', 64)"],
  ])('sees that %s of an entry was changed', async (column, value) => {
    const id = await newLog()
    await log.query(`update audit_entries set ${column} = ${value} ${ENTRY} = 3`, [id])
    expect(await verifyAuditChain(log.runtime, id)).toMatchObject({
      isIntact: false,
      firstBroken: { sequence: 3, reason: 'the entry was changed' },
    })
  })

  it.each([
    [
      'an entry in the middle was removed',
      [`delete from audit_entries ${ENTRY} = 3`],
      3,
      'an entry is missing',
    ],
    ['the first entry was removed', [`delete from audit_entries ${ENTRY} = 1`], 1, 'an entry is missing'],
    ['the end was cut off', [`delete from audit_entries ${ENTRY} = 5`], 5, 'entries at the end are missing'],
    [
      'the end was cut off and the head moved back',
      [
        `delete from audit_entries ${ENTRY} = 5`,
        `update audit_chains set last_sequence = 4, last_hash =
          (select hash from audit_entries ${ENTRY} = 4) where organization_id = $1`,
      ],
      4,
      'the head is forged',
    ],
    [
      'all was removed with the head',
      [`delete from audit_entries ${ENTRY} > 0`, 'delete from audit_chains where organization_id = $1'],
      1,
      'the head is missing',
    ],
    [
      'an entry was removed and the rest renumbered',
      [
        `delete from audit_entries ${ENTRY} = 3`,
        'delete from audit_targets where organization_id = $1 and sequence >= 3',
        `update audit_entries set sequence = sequence - 1 ${ENTRY} = 4`,
      ],
      3,
      'the entry does not follow the one before it',
    ],
    [
      'two entries changed places',
      [
        'delete from audit_targets where organization_id = $1 and sequence >= 3',
        `update audit_entries set sequence = 99 ${ENTRY} = 3`,
        `update audit_entries set sequence = 3 ${ENTRY} = 4`,
        `update audit_entries set sequence = 4 ${ENTRY} = 99`,
      ],
      3,
      'the entry does not follow the one before it',
    ],
    [
      'an entry was put at the end',
      [
        `insert into audit_entries select organization_id, 6, id || 'x', created_at, category, action, outcome,
          actor_kind, actor_id, actor_name, actor_email, actor_image, on_behalf_of, targets, changes, ip,
          user_agent, request_id, search_text, hash, hash from audit_entries ${ENTRY} = 5`,
      ],
      6,
      'the entry was changed',
    ],
    [
      'an entry was hidden from the search by target',
      ['delete from audit_targets where organization_id = $1 and sequence = 2'],
      2,
      'the index of targets was changed',
    ],
    [
      'a cut was made up',
      [
        `insert into audit_cuts select organization_id, 2, hash, 2, now(), repeat('0', 64)
          from audit_entries ${ENTRY} = 2`,
        `delete from audit_entries ${ENTRY} <= 2`,
      ],
      2,
      'the cut-point is forged',
    ],
  ])('sees that %s', async (_, statements, sequence, reason) => {
    const id = await newLog()
    for (const statement of statements) await log.query(statement, [id])
    expect(await verifyAuditChain(log.runtime, id)).toMatchObject({
      isIntact: false,
      firstBroken: { sequence, reason },
    })
  })

  it('does not take another secret for its own', async () => {
    const id = await newLog()
    const secrets = createSecrets('another secret of more than 32 characters')
    expect(await verifyAuditChain({ ...log.runtime, secrets }, id)).toMatchObject({
      firstBroken: { sequence: 1, reason: 'the entry was changed' },
    })
  })
})

describe('cutting logs', () => {
  it('removes what the plan no longer keeps, tells so, and the rest still verifies', async () => {
    const [kept, cut] = [await newLog('unlimited'), await newLog('free')]
    log.clock.advance({ days: 20 })
    await log.act(ana, [invited(cut, 'young')])
    await cutAuditLogs(log.runtime)
    expect(await verifyAuditChain(log.runtime, cut)).toMatchObject({ isIntact: true, entries: 6, cut: null })
    log.clock.advance({ days: 12 })
    await Promise.all([cutAuditLogs(log.runtime), cutAuditLogs(log.runtime)])
    const rows = await log.query<{ sequence: number; action: string; actor_kind: string; changes: unknown }>(
      'select sequence, action, actor_kind, changes from audit_entries where organization_id = $1 order by sequence',
      [cut],
    )
    expect(rows).toMatchObject([
      { sequence: 6, action: 'org.member_invited' },
      {
        sequence: 7,
        action: 'audit_log.cut',
        actor_kind: 'system',
        changes: { entries_removed: { after: 5 } },
      },
    ])
    expect(await verifyAuditChain(log.runtime, cut)).toMatchObject({
      isIntact: true,
      entries: 2,
      cut: { sequence: 5 },
    })
    expect(await verifyAuditChain(log.runtime, kept)).toMatchObject({ isIntact: true, entries: 5 })
  })

  it('goes on after everything was cut, and does not cut its own entries alone', async () => {
    const id = await newLog('free')
    log.clock.advance({ days: 40 })
    await cutAuditLogs(log.runtime)
    log.clock.advance({ days: 40 })
    await cutAuditLogs(log.runtime)
    expect(await verifyAuditChain(log.runtime, id)).toMatchObject({
      isIntact: true,
      entries: 1,
      head: { sequence: 6 },
    })
    await log.act(ana, [invited(id)])
    expect(await verifyAuditChain(log.runtime, id)).toMatchObject({
      isIntact: true,
      entries: 2,
      cut: { sequence: 5 },
    })
  })

  it('is not taken for true when its cut-point is removed, moved, or entries come back', async () => {
    for (const [statement, reason] of [
      ['delete from audit_cuts where organization_id = $1', 'an entry is missing'],
      ['update audit_cuts set sequence = 6 where organization_id = $1', 'the cut-point is forged'],
      [
        "update audit_cuts set cut_at = cut_at + interval '1 day' where organization_id = $1",
        'the cut-point is forged',
      ],
    ] as const) {
      const id = await newLog('free')
      log.clock.advance({ days: 40 })
      await cutAuditLogs(log.runtime)
      await log.query(statement, [id])
      expect(await verifyAuditChain(log.runtime, id)).toMatchObject({
        isIntact: false,
        firstBroken: { reason },
      })
    }
  })
})
