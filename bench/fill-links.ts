import pg from 'pg'

const ORGANIZATION = 'org_bench'
const BATCH = 500_000

/** A permutation of the 32-bit numbers, so that slugs lie scattered in the index as random ones do. */
export const slugOf = (n: number): string =>
  `b${((BigInt(n) * 2_654_435_761n) % 4_294_967_296n).toString(16).padStart(8, '0')}`

export const destinationOf = (n: number): string => `https://example.com/landing/${n}?source=bench`

const NUMBERED = `generate_series($2::bigint, $3::bigint) n,
  lateral (select 'b' || lpad(to_hex((n * 2654435761) % 4294967296), 8, '0') slug) slugs`

/** Adds links numbered from 1 to `count` with their addresses, past triggers and references. For a superuser. */
export const fillLinks = async (connectionString: string, count: number): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off')
    await client.query(
      `insert into organizations (id, name, slug, kind, plan)
       values ($1, 'Bench', 'bench-links', 'organization', 'unlimited')`,
      [ORGANIZATION],
    )
    for (let from = 1; from <= count; from += BATCH) {
      const range = [ORGANIZATION, from, Math.min(count, from + BATCH - 1)]
      await client.query(
        `insert into links (organization_id, id, slug, slug_key, destination, created_at)
         select $1, 'link_bench' || n, slug, slug, 'https://example.com/landing/' || n || '?source=bench',
           now() - n * interval '1 second'
         from ${NUMBERED}`,
        range,
      )
      await client.query(
        `insert into addresses (organization_id, id, host, slug, slug_key, kind, target_id)
         select $1, 'adr_bench' || n, '', slug, slug, 'short_link', 'link_bench' || n from ${NUMBERED}`,
        range,
      )
    }
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
