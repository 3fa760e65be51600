import pg from 'pg'
import type { BenchWorld } from './bench-world.ts'
import { median, type Result, timed } from './ratio.ts'

const ROUNDS = 9
const LINKS = 100_000
const AT_ONCE = 1000

const PAGES: [name: string, query: string][] = [
  ['as it opens', ''],
  ['its last page', `page=${LINKS / 50}`],
  ['by clicks', 'sort=-clicks'],
  ['by title', 'sort=title'],
  ['searched', 'search=abc'],
  ['searched for what all have, by title', 'search=EXAMPLE&sort=title'],
  ['filtered by status', 'status=limit_reached'],
]

/** Links as they are after years: half of them clicked, every tenth with a limit. */
const fill = async (world: BenchWorld): Promise<void> => {
  const client = new pg.Client({ connectionString: world.connectionString })
  await client.connect()
  try {
    const values = [world.organizationId, LINKS]
    await client.query(
      `insert into links (organization_id, id, slug, slug_key, destination, title, notes, created_at, click_limit)
       select $1, 'link_' || md5(n::text), substr(md5('s' || n), 1, 9), substr(md5('s' || n), 1, 9),
         'https://www.example.com/campaigns/' || md5('d' || n) || '?utm_source=newsletter&utm_medium=email&n=' || n,
         'Spring campaign number ' || n || ' for readers', 'Some notes about ' || md5('n' || n),
         now() - n * interval '1 second', case when n % 10 = 0 then 100 end
       from generate_series(1, $2) n`,
      values,
    )
    await client.query(
      `insert into link_counts (organization_id, link_id, clicks, last_clicked_at)
       select organization_id, id, (random() * 1000)::int, now() from links where organization_id = $1 and random() < 0.5`,
      values.slice(0, 1),
    )
    await client.query(
      `insert into link_allowances (organization_id, link_id, used)
       select organization_id, id, (random() * 120)::int from links where organization_id = $1 and click_limit is not null`,
      values.slice(0, 1),
    )
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const sender = (world: BenchWorld) => async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const answer = await world.app.inject({
    method,
    url: `/api/organizations/${world.organizationId}/links${path}`,
    headers: { authorization: `Bearer ${world.owner.token}` },
    ...(payload === undefined ? {} : { payload }),
  })
  if (answer.statusCode >= 400)
    throw new Error(`${path}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`)
}

const medianOf = async (request: () => Promise<void>): Promise<number> => {
  await request()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(request))
  return median(times)
}

/** Server time of the list of links in an organization of 100,000, and of a thousand made in one call. */
export const benchLinkList = async (world: BenchWorld): Promise<Result[]> => {
  await fill(world)
  const send = sender(world)
  const results: Result[] = []
  for (const [name, query] of PAGES) {
    const measured = await medianOf(() => send('GET', `?limit=50&${query}`))
    results.push({ name: `links page of ${LINKS}, ${name}`, measured, wanted: { max: 100 }, unit: 'ms' })
  }
  const links = Array.from({ length: AT_ONCE }, (_, index) => ({
    destination: `https://example.com/${index}`,
  }))
  const measured = await timed(() => send('POST', '/bulk', { links }))
  results.push({ name: `${AT_ONCE} links in one call`, measured, wanted: { max: 2000 }, unit: 'ms' })
  return results
}
