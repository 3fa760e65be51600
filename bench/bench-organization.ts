import autocannon from 'autocannon'
import { getOrganization } from '#shared/contract/organizations.ts'
import { startBareServer } from './bare-server.ts'
import type { BenchWorld } from './bench-world.ts'
import { interleavedRatio, type Result } from './ratio.ts'
import { recordStatements } from './record-statements.ts'

const ROUNDS = 5
const SECONDS = 4
const CONNECTIONS = 16

/** The load comes from a thread of its own, so that it costs neither server its processor. */
const throughput = async (url: string, headers: Record<string, string>): Promise<number> => {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS, workers: 1 })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} errors`)
  return result.requests.average
}

/** GET /api/organizations/:id against a bare server that runs the very statements that it runs. */
export const benchOrganization = async (world: BenchWorld): Promise<Result> => {
  const { owner, organizationId } = world
  const path = getOrganization.path.replace(':orgId', organizationId)
  const headers = { authorization: `Bearer ${owner.token}` }
  const request = () => world.app.inject({ method: 'GET', url: path, headers })
  await request()
  let body = ''
  const statements = await recordStatements(async () => {
    body = (await request()).payload
  })
  const bare = await startBareServer(world.connectionString, statements, body)
  const ours = `${await world.app.listen({ port: 0, host: '127.0.0.1' })}${path}`
  try {
    const measured = await interleavedRatio(
      ROUNDS,
      () => throughput(ours, headers),
      () => throughput(bare.url, headers),
    )
    const name = `GET organization ÷ bare server with the same ${statements.length} statements`
    return { name, measured, wanted: { min: 0.5 }, unit: 'of its throughput' }
  } finally {
    await bare.close()
  }
}
