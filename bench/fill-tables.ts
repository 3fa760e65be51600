import pg from 'pg'
import type { BenchWorld } from './bench-world.ts'

const asOwner = async (world: BenchWorld, act: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: world.connectionString })
  await client.connect()
  try {
    await act(client)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Adds members that never signed in. */
export const fillMembers = (world: BenchWorld, count: number): Promise<void> =>
  asOwner(world, async (client) => {
    await client.query(
      `insert into users (id, name, email)
       select 'user_bench' || n, 'Person ' || n, 'person' || n || '@bench.example' from generate_series(1, $1) n`,
      [count],
    )
    await client.query(
      `insert into members (organization_id, id, user_id, role_id, joined_at)
       select $1, 'mem_bench' || n, 'user_bench' || n,
         (select id from roles where organization_id = $1 and key = 'member'), now() - n * interval '1 minute'
       from generate_series(1, $2) n`,
      [world.organizationId, count],
    )
  })

/** Adds entries as they are after years of use; their hashes are not a chain, only the reading is measured. */
export const fillAudit = (world: BenchWorld, count: number): Promise<void> =>
  asOwner(world, async (client) => {
    await client.query(
      `insert into audit_entries (organization_id, sequence, id, created_at, category, action, outcome, actor_kind, actor_id,
         actor_name, actor_email, targets, changes, ip, user_agent, request_id, search_text, previous_hash, hash)
       select $1, 1000000 + n, 'aud_bench' || n, now() - (($2::int - n) || ' seconds')::interval,
         (array['team', 'org', 'project', 'role'])[1 + n % 4],
         (array['team.member_added', 'org.member_invited', 'project.created', 'role.updated'])[1 + n % 4],
         'succeeded', 'person', 'user_bench' || n % 500, 'Person ' || n % 500, 'person' || n % 500 || '@bench.example',
         jsonb_build_array(jsonb_build_object('type', 'member', 'id', 'mem_bench' || n % 5000, 'name', 'Person ' || n % 5000)),
         '{}', '127.0.0.1', 'Mozilla/5.0', 'req_bench' || n,
         'person ' || n % 500 || ' person' || n % 500 || '@bench.example team member added person ' || n % 5000,
         md5((n - 1)::text), md5(n::text)
       from generate_series(1, $2) n`,
      [world.organizationId, count],
    )
    await client.query(
      `insert into audit_targets (organization_id, sequence, target_id)
       select $1, 1000000 + n, 'mem_bench' || n % 5000 from generate_series(1, $2) n`,
      [world.organizationId, count],
    )
  })
