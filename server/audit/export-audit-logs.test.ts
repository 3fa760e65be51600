import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { type AuditLog, openAuditLog, type Somebody } from '#test/audit-log.ts'
import { type ExportInput, exportAuditLogs } from './export-audit-logs.ts'
import { exportMyAuditLogs } from './export-my-audit-logs.ts'

let log: AuditLog
let ana: Somebody
beforeAll(async () => {
  log = await openAuditLog()
  ana = await log.newPerson('Ana')
})
afterAll(() => log.close())

const download = (organizationId: string, input: ExportInput) =>
  log.inside(organizationId, ana, (ctx) => exportAuditLogs(ctx, input))
const textOf = async (answer: StreamedAnswer): Promise<string> => {
  let text = ''
  for await (const piece of answer.pieces) text += piece
  return text
}

/** Cells of a CSV as RFC 4180 reads them. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '') break
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

it('writes CSV that no spreadsheet takes for formulas and every reader can split', async () => {
  const organizationId = await log.newOrganization()
  const names = [
    '=cmd()',
    '+1',
    '-1',
    '@sum',
    '\ttab',
    '\rreturn',
    '＝wide',
    'a "quoted", name',
    'two\nlines',
    'plain',
  ]
  await log.act(
    ana,
    names.map((name) => ({
      organizationId,
      action: 'team.created' as const,
      targets: [{ type: 'team', id: 'team_1', name }],
    })),
  )
  const answer = await download(organizationId, { format: 'csv' })
  expect(answer.disposition).toMatch(/^attachment; filename="audit-log-acme-\d{4}-\d\d-\d\d\.csv"$/)
  expect(answer.contentType).toBe('text/csv; charset=utf-8')
  const [header = [], ...rows] = parseCsv(await textOf(answer))
  const column = header.indexOf('target_name')
  expect(rows.every((row) => row.length === header.length)).toBe(true)
  expect(rows.map((row) => row[column]).reverse()).toEqual([
    "'=cmd()",
    "'+1",
    "'-1",
    "'@sum",
    "'\ttab",
    "'\rreturn",
    "'＝wide",
    'a "quoted", name',
    'two\nlines',
    'plain',
  ])
})

it('is audited itself, with its filters, and an empty CSV still has its header', async () => {
  const organizationId = await log.newOrganization()
  const text = await textOf(await download(organizationId, { format: 'csv', category: 'team' }))
  expect(text.split('\r\n')).toHaveLength(2)
  const entries = await log.query('select * from audit_entries where organization_id = $1', [organizationId])
  expect(entries).toMatchObject([
    { action: 'audit_log.exported', changes: { format: { after: 'csv' }, category: { after: 'team' } } },
  ])
})

it('is for those who hold audit_logs.export', async () => {
  const organizationId = await log.newOrganization()
  const refused = log.inside(organizationId, ana, (ctx) => exportAuditLogs(ctx, { format: 'csv' }), [
    'audit_logs.view',
  ])
  await expect(refused).rejects.toMatchObject({ code: 'permission_denied' })
})

it('streams 50,000 entries with flat memory, and stops reading when the client goes away', async () => {
  const organizationId = await log.newOrganization()
  await log.query(
    `insert into audit_entries (organization_id, sequence, id, created_at, category, action, outcome, actor_kind,
       actor_name, targets, changes, search_text, previous_hash, hash)
     select $1, i, 'aud_' || i, now(), 'team', 'team.created', 'succeeded', 'person', 'Ana',
       '[{"type":"team","id":"team_1","name":"Sales"}]', jsonb_build_object('n', repeat('x', 500)), 'sales', '', ''
     from generate_series(1, 50000) i`,
    [organizationId],
  )
  await log.query("insert into audit_chains values ($1, 50000, '', '')", [organizationId])
  const answer = await download(organizationId, { format: 'ndjson', search: 'SALES' })
  let [lines, bytes, peak] = [0, 0, 0]
  let expected = 50_000
  let isInOrder = true
  global.gc?.()
  const before = process.memoryUsage().rss
  for await (const piece of answer.pieces) {
    for (const line of piece.trimEnd().split('\n')) {
      isInOrder &&= (JSON.parse(line) as { sequence: number }).sequence === expected--
      lines += 1
    }
    bytes += piece.length
    peak = Math.max(peak, process.memoryUsage().rss - before)
  }
  expect(lines).toBe(50_000)
  expect(isInOrder).toBe(true)
  expect(bytes).toBeGreaterThan(40_000_000)
  expect(peak).toBeLessThan(120_000_000)

  const aborted = await download(organizationId, { format: 'ndjson' })
  const iterator = aborted.pieces[Symbol.asyncIterator]()
  await iterator.next()
  await iterator.return?.()
  expect(await iterator.next()).toEqual({ done: true, value: undefined })
}, 60_000)

it("downloads a person's own log across batches, each entry once", async () => {
  const eve = await log.newPerson('Eve')
  const personal = await log.newOrganization({ kind: 'personal', by: eve })
  const organizationId = await log.newOrganization({ by: eve })
  for (const id of [personal, organizationId]) {
    await log.act(
      eve,
      Array.from({ length: 1200 }, (_, i) => ({
        organizationId: id,
        action: 'project.created' as const,
        targets: [{ type: 'project', id: `prj_${i}`, name: `Project ${i}` }],
      })),
    )
  }
  const answer = await log.asPerson(eve, (ctx) =>
    exportMyAuditLogs(ctx, { format: 'ndjson', category: 'project' }),
  )
  const lines = (await textOf(answer)).trimEnd().split('\n')
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id)
  expect(ids).toHaveLength(2400)
  expect(new Set(ids).size).toBe(2400)
  expect(
    await log.query('select action from audit_entries where organization_id = $1 and sequence = 1201', [
      personal,
    ]),
  ).toEqual([{ action: 'audit_log.exported' }])
})
