import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditLog, invited, openAuditLog, type Somebody } from '#test/audit-log.ts'
import type { AuditFilterInput } from './audit-filters.ts'
import { listAuditFacets } from './list-audit-facets.ts'
import { listAuditLogs } from './list-audit-logs.ts'
import { listMyAuditLogs } from './list-my-audit-logs.ts'

let log: AuditLog
let ana: Somebody
let ben: Somebody
let organizationId: string
const START = new Date('2026-11-01T00:00:00.000Z')
const at = (hour: number): string => new Date(START.getTime() + hour * 3_600_000).toISOString()

/** Twenty-four entries, one an hour: by Ana and Ben in turn, of three actions. */
beforeAll(async () => {
  log = await openAuditLog()
  ana = await log.newPerson('Ana Àlvarez')
  ben = await log.newPerson('Ben 100%_done')
  organizationId = await log.newOrganization({ by: ana })
  await log.join(organizationId, ben)
  log.clock.advance({ seconds: (START.getTime() - Date.now()) / 1000 })
  for (let i = 0; i < 24; i++) {
    await log.act(i % 2 === 0 ? ana : ben, [
      {
        organizationId,
        action: (['team.created', 'team.member_added', 'org.role_changed'] as const)[i % 3] ?? 'team.created',
        targets: [
          { type: 'member', id: `mem_${i % 4}`, name: `Guest ${i}` },
          { type: 'team', id: `team_${i % 5}`, name: 'Sales\\' },
        ],
      },
    ])
    log.clock.advance({ hours: 1 })
  }
})
afterAll(() => log.close())

const list = (filters: AuditFilterInput & { page?: number; limit?: number } = {}) =>
  log.inside(organizationId, ana, (ctx) => listAuditLogs(ctx, { page: 1, limit: 200, ...filters }))
const sequences = async (filters: AuditFilterInput) =>
  (await list(filters)).data.map((entry) => entry.sequence)
const every = (keep: (i: number) => boolean): number[] =>
  Array.from({ length: 24 }, (_, i) => i)
    .filter(keep)
    .map((i) => i + 1)
    .reverse()

describe("the organization's log", () => {
  it('is newest first and holds what the contract shows', async () => {
    const { data, total } = await list()
    expect(total).toBe(24)
    expect(data.map((entry) => entry.sequence)).toEqual(every(() => true))
    expect(data[0]).toMatchObject({
      actor: { kind: 'person', id: ben.id, name: ben.name },
      outcome: 'succeeded',
    })
  })

  it.each([
    ['a category', () => ({ category: 'team' }), (i: number) => i % 3 !== 2],
    ['categories', () => ({ category: 'team, org' }), () => true],
    ['an action', () => ({ action: 'team.created' }), (i: number) => i % 3 === 0],
    ['an actor', () => ({ actor: ana.id }), (i: number) => i % 2 === 0],
    ['a target', () => ({ target: 'mem_1' }), (i: number) => i % 4 === 1],
    ['a second target', () => ({ target: 'team_2' }), (i: number) => i % 5 === 2],
    ['an outcome', () => ({ outcome: 'refused' as const }), () => false],
    ['a span of time', () => ({ from: at(3.5), to: at(9.5) }), (i: number) => i > 3 && i < 10],
    ['text in any case', () => ({ search: 'GUEST 7' }), (i: number) => i === 7],
    ['an accent', () => ({ search: 'ÀLVAREZ' }), (i: number) => i % 2 === 0],
    ['an e-mail', () => ({ search: ben.email }), (i: number) => i % 2 === 1],
    ['a percent sign taken literally', () => ({ search: '100%' }), (i: number) => i % 2 === 1],
    ['an underscore taken literally', () => ({ search: '0_one' }), () => false],
    ['a backslash taken literally', () => ({ search: 'sales\\' }), () => true],
    [
      'all of it together',
      () => ({ category: 'team', actor: ana.id, target: 'mem_0', search: 'guest', from: at(0), to: at(13) }),
      (i: number) => i % 3 !== 2 && i % 4 === 0 && i < 13,
    ],
    ['nothing, when filters are empty', () => ({ category: '', search: ' ', actor: '' }), () => true],
  ])('filters by %s', async (_, filters, keep) => {
    expect(await sequences(filters() as AuditFilterInput)).toEqual(every(keep))
  })

  it.each([{}, { category: 'team' }, { search: 'guest' }, { target: 'team_1' }])(
    'pages through %o without losing or repeating an entry, and the total is true on each page',
    async (filters) => {
      const all = await sequences(filters)
      const seen: number[] = []
      for (let page = 1; page <= Math.ceil(all.length / 5) + 1; page++) {
        const { data, total } = await list({ ...filters, page, limit: 5 })
        expect(total).toBe(all.length)
        seen.push(...data.map((entry) => entry.sequence))
      }
      expect(seen).toEqual(all)
    },
  )

  it('answers an empty page far past the end', async () => {
    expect(await list({ page: 1_000_000, limit: 200 })).toMatchObject({ data: [], total: 24 })
  })

  it('tells what there is to filter by', async () => {
    const facets = await log.inside(organizationId, ana, (ctx) => listAuditFacets(ctx))
    expect(facets).toEqual({
      categories: [
        { name: 'org', actions: ['org.role_changed'] },
        { name: 'team', actions: ['team.created', 'team.member_added'] },
      ],
      actors: [
        { id: ana.id, name: ana.name },
        { id: ben.id, name: ben.name },
      ],
    })
  })

  it('is for those who hold audit_logs.view, on a plan that has it', async () => {
    const without = log.inside(organizationId, ana, (ctx) => listAuditLogs(ctx, { page: 1, limit: 1 }), [])
    await expect(without).rejects.toMatchObject({ code: 'permission_denied' })
    const free = await log.newOrganization({ plan: 'free' })
    const onFree = log.inside(free, ana, (ctx) => listAuditLogs(ctx, { page: 1, limit: 1 }))
    await expect(onFree).rejects.toMatchObject({ code: 'feature_not_in_plan' })
  })

  it("shows nothing of another organization's", async () => {
    const other = await log.newOrganization()
    await log.act(ana, [invited(other)])
    const { data, total } = await list()
    expect(total).toBe(24)
    expect(data.every((entry) => !entry.action.startsWith('org.member'))).toBe(true)
  })
})

describe("a person's own log", () => {
  const mine = (person: Somebody, filters: AuditFilterInput & { page?: number; limit?: number } = {}) =>
    log.asPerson(person, (ctx) => listMyAuditLogs(ctx, { page: 1, limit: 200, ...filters }))

  it('joins the personal workspace with what the person did where they are a member, and nothing else', async () => {
    const [eve, kim] = [await log.newPerson('Eve'), await log.newPerson('Kim')]
    const personal = await log.newOrganization({ kind: 'personal', by: eve })
    const [here, left, deleted] = [
      await log.newOrganization(),
      await log.newOrganization(),
      await log.newOrganization(),
    ]
    for (const id of [here, left, deleted]) {
      await log.join(id, eve)
      await log.act(eve, [invited(id, `by eve in ${id}`)])
      await log.act(kim, [invited(id, 'by kim')])
    }
    const account = { type: 'account', id: eve.id, name: 'Eve' }
    await log.act(kim, [{ organizationId: personal, action: 'account.sign_in_failed', targets: [account] }])
    await log.query('update members set is_active = false where organization_id = $1', [left])
    await log.query('update organizations set deleted_at = now() where id = $1', [deleted])

    const { data, total } = await mine(eve)
    expect(data.map((entry) => [entry.action, entry.organization?.id ?? null])).toEqual([
      ['account.sign_in_failed', null],
      ['org.member_invited', here],
    ])
    expect(total).toBe(2)
    expect(await mine(eve, { category: 'account' })).toMatchObject({ total: 1 })
    expect(await mine(eve, { target: eve.id })).toMatchObject({ total: 1 })
    expect(await mine(eve, { search: 'BY EVE', limit: 1 })).toMatchObject({ total: 1, limit: 1 })
    expect(await mine(eve, { page: 2, limit: 1 })).toMatchObject({
      data: [{ organization: { id: here } }],
      total: 2,
    })
  })
})
