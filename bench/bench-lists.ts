import pg from 'pg'
import type { BenchWorld } from './bench-world.ts'
import { fillAudit, fillMembers } from './fill-tables.ts'
import { interleavedRatio, median, type Result, timed } from './ratio.ts'
import { recordStatements } from './record-statements.ts'

const ROUNDS = 7
const MEMBERS = 5000
const ENTRIES = Number(process.env.BENCH_AUDIT_ENTRIES ?? 1_000_000)

const ask = (world: BenchWorld, path: string) => async (): Promise<void> => {
  const headers = { authorization: `Bearer ${world.owner.token}` }
  const answer = await world.app.inject({
    method: 'GET',
    url: `/api/organizations/${world.organizationId}${path}`,
    headers,
  })
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.payload}`)
}

const medianOf = async (request: () => Promise<void>): Promise<number> => {
  await request()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(request))
  return median(times)
}

/** Server time of the members page in an organization of 5,000: as it opens, and while somebody searches. */
export const benchMembers = async (world: BenchWorld): Promise<Result[]> => {
  await fillMembers(world, MEMBERS)
  const goal = { wanted: { max: 50 }, unit: 'ms' }
  const opened = await medianOf(ask(world, '/members?limit=50'))
  const searched = await medianOf(ask(world, '/members?limit=50&search=person%2077&sort=name'))
  return [
    { name: `members page of ${MEMBERS}`, measured: opened, ...goal },
    { name: `members page of ${MEMBERS}, searched and sorted by name`, measured: searched, ...goal },
  ]
}

/** The audit page with filter and text search against the bare statements that it runs. */
export const benchAudit = async (world: BenchWorld): Promise<Result> => {
  await fillAudit(world, ENTRIES)
  const request = ask(world, '/audit-logs?category=team&search=person%20777&limit=50')
  await request()
  const statements = await recordStatements(request)
  const client = new pg.Client({
    connectionString: world.connectionString,
    options: '-c role=guildhall_app -c timezone=UTC',
  })
  await client.connect()
  const bare = async (): Promise<void> => {
    for (const { text, values } of statements) await client.query(text, values)
  }
  try {
    await bare()
    const measured = await interleavedRatio(
      ROUNDS,
      () => timed(request),
      () => timed(bare),
    )
    const name = `audit page with filter and search on ${ENTRIES} entries ÷ its bare SQL`
    return { name, measured, wanted: { max: 3 }, unit: 'of its time' }
  } finally {
    await client.end()
  }
}
