import pg from 'pg'

const ORGANIZATION = 'org_bench'
const BATCH = 500_000

/** A permutation of the 32-bit numbers, so that slugs lie scattered in the index as random ones do. */
export const slugOf = (n: number): string =>
  `b${((BigInt(n) * 2_654_435_761n) % 4_294_967_296n).toString(16).padStart(8, '0')}`

export const destinationOf = (n: number): string => `https://example.com/landing/${n}?source=bench`

const NUMBERED = `generate_series($2::bigint, $3::bigint) n,
  lateral (select 'b' || lpad(to_hex((n * 2654435761) % 4294967296), 8, '0') slug) slugs`

/** Runs `act` without the tables' indexes but those of constraints, and builds them after: one by one they take hours. */
const withoutIndexes = async (client: pg.Client, act: () => Promise<void>): Promise<void> => {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid in ('links'::regclass, 'addresses'::regclass)
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await act()
  for (const { definition } of rows) await client.query(definition)
}

/** Adds links numbered from 1 to `count` with their addresses, past triggers and references. For a superuser. */
export const fillLinks = async (connectionString: string, count: number): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '1GB'`)
    await client.query(
      `insert into organizations (id, name, slug, kind, plan)
       values ($1, 'Bench', 'bench-links', 'organization', 'unlimited')`,
      [ORGANIZATION],
    )
    await withoutIndexes(client, async () => {
      for (let from = 1; from <= count; from += BATCH) {
        const range = [ORGANIZATION, from, Math.min(count, from + BATCH - 1)]
        await client.query(
          `insert into links (organization_id, id, slug, slug_key, destination, created_at)
           select $1, 'link_bench' || lpad(n::text, 9, '0'), slug, slug,
             'https://example.com/landing/' || n || '?source=bench', now() - n * interval '1 second'
           from ${NUMBERED}`,
          range,
        )
        await client.query(
          `insert into addresses (organization_id, id, host, slug, slug_key, kind, target_id)
           select $1, 'adr_bench' || lpad(n::text, 9, '0'), '', slug, slug, 'short_link',
             'link_bench' || lpad(n::text, 9, '0')
           from ${NUMBERED}`,
          range,
        )
      }
    })
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
