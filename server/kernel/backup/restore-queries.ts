import type { Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Manifest, ManifestTable } from './backup-format.ts'

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** How our tables were guarded before loading, to guard them the same way after it. */
export interface LiftedRules {
  foreignKeys: ForeignKey[]
  forced: string[]
  triggered: string[]
}

/** Names of what stands in a database that should be empty. */
export async function listExisting(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relkind in ('r', 'p', 'v', 'm') and not relispartition
        and relnamespace in (select oid from pg_namespace where nspname in ('public', 'pgboss'))
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e') order by 1 limit 5`,
  )
  return rows.map((row) => row.name)
}

/** Makes the queues that the backup knows and this release does not; each brings its part of the job table. */
export async function ensureQueues(client: pg.Client, queues: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from pgboss.queue')
  const known = new Set(rows.map((row) => row.name))
  for (const queue of queues)
    if (!known.has(queue))
      await client.query(`select pgboss.create_queue($1, '{"policy":"standard"}')`, [queue])
}

/** Makes the partitions that the migrations left out, guarded as their parents are; reached through those alone. */
export async function ensurePartitions(client: pg.Client, partitions: Manifest['partitions']): Promise<void> {
  for (const { name, parent, bound } of partitions) {
    const part = pg.escapeIdentifier(name)
    const { rowCount } = await client.query('select from pg_class where oid = to_regclass($1)', [part])
    if (rowCount !== 0) continue
    await client.query(`create table ${part} partition of ${pg.escapeIdentifier(parent)} ${bound}`)
    await client.query(`alter table ${part} enable row level security, force row level security`)
    await client.query(`create policy owner on ${part} to current_user using (true) with check (true)`)
  }
}

/** Empties the tables and takes off what would judge rows one by one; the foreign keys are checked whole later. */
export async function liftRules(client: pg.Client, manifest: Manifest): Promise<LiftedRules> {
  const foreignKeys = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  )
  const tables = await client.query<{ name: string; is_forced: boolean; has_triggers: boolean }>(
    `select oid::regclass::text as name, relforcerowsecurity as is_forced,
            exists (select from pg_trigger where tgrelid = pg_class.oid and not tgisinternal) as has_triggers
       from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
  )
  const forced = tables.rows.filter((table) => table.is_forced).map((table) => table.name)
  const triggered = tables.rows.filter((table) => table.has_triggers).map((table) => table.name)
  for (const { table, name } of foreignKeys.rows)
    await client.query(`alter table ${table} drop constraint ${name}`)
  for (const name of triggered) await client.query(`alter table ${name} disable trigger user`)
  // COPY refuses a table whose row-level security binds us; not forced, it does not bind the owner.
  for (const name of forced) await client.query(`alter table ${name} no force row level security`)
  if (manifest.tables.length > 0) await client.query(`truncate ${manifest.tables.map(nameOf).join(', ')}`)
  return { foreignKeys: foreignKeys.rows, forced, triggered }
}

/** Puts back what was lifted. Throws if a row refers to one that is not there. */
export async function putRulesBack(client: pg.Client, rules: LiftedRules): Promise<void> {
  for (const { table, name, definition } of rules.foreignKeys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  for (const name of rules.triggered) await client.query(`alter table ${name} enable trigger user`)
  for (const name of rules.forced) await client.query(`alter table ${name} force row level security`)
}

/** A stream that takes the table's rows in COPY's text format, and counts them. */
export function copyIn(client: pg.Client, table: ManifestTable): Writable & { rowCount: number } {
  return client.query(
    copyFrom(`copy ${nameOf(table)} (${table.columns.map(pg.escapeIdentifier).join(', ')}) from stdin`),
  )
}

/** How many rows a table has. */
export async function countRows(client: pg.Client, table: ManifestTable): Promise<number> {
  const { rows } = await client.query(`select count(*)::int as count from ${nameOf(table)}`)
  return rows[0].count
}

/** The next value of each sequence follows the last one that was handed out. */
export async function setSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { schema, name, last_value } of sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [
      `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
      last_value,
    ])
}

/** Columns of the backup's tables that this database lacks, as `schema.table.column`. */
export async function listMissingColumns(client: pg.Client, tables: ManifestTable[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname || '.' || relname || '.' || attname as name
       from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in ('public', 'pgboss') and attnum > 0 and not attisdropped`,
  )
  const known = new Set(rows.map((row) => row.name))
  return tables
    .flatMap((table) => table.columns.map((column) => `${table.schema}.${table.name}.${column}`))
    .filter((column) => !known.has(column))
}

/** After a failure in a database that was empty: takes away all that the attempt made. */
export async function removeEverything(client: pg.Client): Promise<void> {
  await client.query('drop schema if exists pgboss cascade')
  await client.query(`do $$ declare made record; begin
    for made in select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    loop execute 'drop table if exists ' || made.name || ' cascade'; end loop;
    for made in select oid::regprocedure::text as name from pg_proc
      where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    loop execute 'drop routine if exists ' || made.name || ' cascade'; end loop;
    for made in select oid::regtype::text as name from pg_type
      where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') 
        and not exists (select from pg_depend where objid = pg_type.oid and deptype = 'e')
    loop execute 'drop type if exists ' || made.name || ' cascade'; end loop;
  end $$`)
}

function nameOf(table: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
}
