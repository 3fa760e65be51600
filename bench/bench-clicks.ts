import autocannon from 'autocannon'
import pg from 'pg'
import { slugOf } from './fill-links.ts'
import type { Result } from './ratio.ts'
import { openRedirectWorld } from './redirect-world.ts'

const LINKS = 10_000
const CLICKED_LINKS = 1000
const SHAPES = 4000
const SECONDS = 15
const CONNECTIONS = 64
/** Asked for a second: more than must be written, so that falling behind would show. */
const RATE = 8000

const agentOf = (n: number): string =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (n % 40)}.0.${n % 200}.0 Safari/537.36`

/** Requests of many visitors for many links, as a proxy hands them over. */
const requests = Array.from({ length: SHAPES }, (_, n) => ({
  method: 'GET' as const,
  path: `/${slugOf(1 + (n % CLICKED_LINKS))}?utm_source=s${n % 7}`,
  headers: {
    'user-agent': agentOf(n),
    'x-forwarded-for': `${1 + (n % 220)}.${(n * 7) % 256}.${(n * 13) % 256}.${n % 256}`,
    'accept-language': n % 2 === 0 ? 'de-DE,de;q=0.9' : 'en-US,en;q=0.9',
    referer: `https://site${n % 50}.example/`,
  },
}))

const countClicks = async (connectionString: string): Promise<number> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ clicks: number }>(
    `select coalesce(sum(clicks), 0)::int as clicks from click_days where dimension = 'total'`,
  )
  await client.end()
  return rows[0]?.clicks ?? 0
}

const load = (url: string, duration: number) =>
  autocannon({ url, requests, connections: CONNECTIONS, overallRate: RATE, duration, workers: 1 })

/** Clicks a second that one process writes, raw and summed, while it answers the redirects that they come from. */
export const benchClicks = async (server: string): Promise<Result> => {
  process.env.TRUST_PROXY = 'true'
  const world = await openRedirectWorld(server, LINKS)
  try {
    const url = await world.startServer()
    await load(url, 3)
    await world.settle()
    const before = await countClicks(world.connectionString)
    const { duration } = await load(url, SECONDS)
    // What still waits is not counted: it would be written while nobody redirects.
    const written = (await countClicks(world.connectionString)) - before
    return {
      name: 'clicks written a second while redirecting, one process',
      measured: written / duration,
      wanted: { min: 5000 },
      unit: 'clicks a second',
    }
  } finally {
    await world.close()
  }
}
