import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '#server/audit/verify-audit-chain.ts'
import {
  exportAuditLogs,
  exportMyAuditLogs,
  listAuditFacets,
  listAuditLogs,
  listMyAuditLogs,
} from '#shared/contract/audit.ts'
import { createTeam } from '#shared/contract/teams.ts'
import { newWorld, type Person, type TestOrganization, type World } from './world.ts'

let world: World
let owner: Person
let organization: TestOrganization
let params: { orgId: string }
beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Ana' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

describe('the audit log over HTTP', () => {
  it('tells what was done, under the path that seed 000 prints', async () => {
    const { status, body } = await world.call(listAuditLogs, {
      as: owner,
      params,
      query: { page: 1, limit: 50 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ page: 1, limit: 50 })
    expect(body.data.map((entry) => entry.action)).toContain('org.created')
    expect(body.data.at(-1)?.actor).toMatchObject({ id: owner.id, name: 'Ana', email: owner.email })
  })

  it('names the field of a wrong filter', async () => {
    for (const query of [{ from: 'yesterday' }, { page: 0 }, { outcome: 'maybe' }, { nonsense: 1 }]) {
      const { status, error } = await world.call(listAuditLogs, { as: owner, params, query: query as never })
      expect([status, error?.code]).toEqual([400, 'invalid_input'])
    }
  })

  it.each([listAuditLogs, exportAuditLogs, listAuditFacets])('guards $path', async (contract) => {
    const member = await world.addMember(organization, 'member')
    const stranger = await world.newPerson()
    expect((await world.call(contract, { params })).status).toBe(401)
    expect((await world.call(contract, { as: stranger, params })).status).toBe(404)
    expect(await world.call(contract, { as: member, params })).toMatchObject({
      status: 403,
      error: { code: 'permission_denied' },
    })
  })

  it('records a refused attempt, of members alone', async () => {
    const viewer = await world.addMember(organization, 'viewer')
    const stranger = await world.newPerson()
    const body = { name: 'Sales', slug: 'sales' }
    expect((await world.call(createTeam, { as: viewer, params, body })).status).toBe(403)
    expect((await world.call(createTeam, { as: stranger, params, body })).status).toBe(404)
    const query = { outcome: 'refused' as const }
    const log = await world.must(listAuditLogs, { as: owner, params, query })
    expect(log.data).toMatchObject([
      { action: 'access.refused', actor: { id: viewer.id }, targets: [{ id: 'team.create_teams' }] },
    ])
  })

  it('downloads the log and the own log as files, each audited', async () => {
    const csv = await world.call(exportAuditLogs, { as: owner, params })
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="audit-log-.+\.csv"$/),
    })
    expect(String(csv.body)).toContain('org.created')
    const own = await world.call(exportMyAuditLogs, { as: owner, query: { format: 'ndjson' } })
    expect(own.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    const after = await world.must(listAuditLogs, {
      as: owner,
      params,
      query: { action: 'audit_log.exported' },
    })
    expect(after.total).toBe(1)
    const mine = await world.must(listMyAuditLogs, { as: owner, query: { action: 'audit_log.exported' } })
    expect(mine.data.map((entry) => entry.organization?.id ?? null)).toEqual([null, organization.id])
  })

  it('shows a person what they did, and not to others', async () => {
    const mine = await world.must(listMyAuditLogs, { as: owner })
    expect(mine.data.map((entry) => entry.action)).toContain('account.created')
    const stranger = await world.newPerson()
    const theirs = await world.must(listMyAuditLogs, { as: stranger })
    expect(theirs.data.every((entry) => entry.organization === null)).toBe(true)
  })

  it('stops reading when the client goes away', async () => {
    const other = await world.newOrganization(owner)
    await world.runtime.ownerDatabase.pool.query(
      `insert into audit_entries (organization_id, sequence, id, created_at, category, action, outcome, actor_kind,
         actor_name, targets, changes, search_text, previous_hash, hash)
       select $1, i, 'aud_many_' || i, now(), 'team', 'team.created', 'succeeded', 'person', 'Ana', '[]',
         jsonb_build_object('n', repeat('x', 4000)), '', '', ''
       from generate_series(1000, 16000) i`,
      [other.id],
    )
    const address = await world.app.listen({ port: 20_000 + (process.pid % 10_000), host: '127.0.0.1' })
    let batches = 0
    world.runtime.database.pool.on('acquire', () => {
      batches += 1
    })
    const client = request(`${address}/api/organizations/${other.id}/audit-logs/export?format=ndjson`, {
      headers: { authorization: `Bearer ${owner.token}` },
      agent: false,
    }).end()
    const [answer] = (await once(client, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(200)
    await once(answer, 'readable')
    client.destroy()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const afterAbort = batches
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(batches).toBe(afterAbort)
    expect(batches).toBeLessThan(10)
    await world.runtime.ownerDatabase.pool.query("delete from audit_entries where id like 'aud_many_%'")
  })

  it('verifies, whatever was done', async () => {
    const rows = await world.runtime.ownerDatabase.kysely.selectFrom('organizations').select('id').execute()
    for (const { id } of rows) {
      expect(await verifyAuditChain(world.runtime, id)).toMatchObject({ isIntact: true })
    }
  })
})
