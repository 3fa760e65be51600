import type { Readable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Manifest } from './backup-format.ts'

/** A table to save, with the columns that can be written back (generated ones can't). */
export interface SavedTable {
  schema: 'public' | 'pgboss'
  name: string
  columns: string[]
}

const SESSION = `set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set timezone = 'UTC';
  set client_encoding = 'UTF8'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set search_path = public`

/** One connection whose values read and write the same on every server. */
export async function openBackupConnection(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'guildhall backup' })
  // A lost connection fails the statement that runs; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(SESSION)
  return client
}

/** All that follows on this connection sees the database at this one moment. */
export async function beginSnapshot(client: pg.Client): Promise<void> {
  await client.query('begin isolation level repeatable read, read only')
}

/** Tables whose rows the connected role would not all see because of row-level security. */
export async function listHiddenTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
        and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
        and not (pg_has_role(relowner, 'USAGE') and not relforcerowsecurity)
        and (exists (select from pg_policy where polrelid = pg_class.oid and not polpermissive)
          or not exists (
            select from pg_policy
             where polrelid = pg_class.oid and polpermissive and polcmd in ('*', 'r')
               and pg_get_expr(polqual, polrelid) = 'true'
               and (polroles = '{0}' or exists (
                 select from unnest(polroles) as role where role <> 0 and pg_has_role(role, 'USAGE')))))
      order by 1`,
  )
  return rows.map((row) => row.name)
}

/** Everything of schema `public` but the migrator's table, and the job queue's tables that hold data of ours. */
export async function listSavedTables(client: pg.Client): Promise<SavedTable[]> {
  const { rows } = await client.query<SavedTable>(
    `select nspname as schema, relname as name, array(
         select attname::text from pg_attribute
          where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
       from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind in ('r', 'p') and not relispartition
        and ((nspname = 'public' and relname <> 'schema_migrations'
              and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e'))
          or (nspname = 'pgboss' and relname in ('job', 'archive', 'schedule', 'subscription')))
      order by nspname desc, relname collate "C"`,
  )
  return rows
}

/** A stream of the table's rows in COPY's text format, and their number once it has ended. */
export function copyOut(client: pg.Client, table: SavedTable): Readable & { rowCount: number } {
  const columns = table.columns.map(pg.escapeIdentifier).join(', ')
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  return client.query(copyTo(`copy (select ${columns} from ${name}) to stdout`))
}

/** What a restored database must know beside its rows. */
export async function readState(
  client: pg.Client,
): Promise<Pick<Manifest, 'server_version' | 'migrations' | 'queues' | 'sequences' | 'partitions'>> {
  const version = await client.query(`select current_setting('server_version') as version`)
  const migrations = await client.query('select name, checksum from schema_migrations order by name')
  const hasQueues = await client.query(`select to_regclass('pgboss.queue') is not null as is_there`)
  const queues = hasQueues.rows[0].is_there
    ? await client.query('select name from pgboss.queue order by name')
    : null
  const sequences = await client.query(
    `select schemaname as schema, sequencename as name, last_value::text from pg_sequences
      where schemaname = 'public' and last_value is not null order by 2`,
  )
  const partitions = await client.query(
    `select part.relname as name, parent.relname as parent, pg_get_expr(part.relpartbound, part.oid) as bound
      from pg_inherits join pg_class part on part.oid = inhrelid join pg_class parent on parent.oid = inhparent
      where part.relnamespace = 'public'::regnamespace and part.relpartbound is not null order by 1`,
  )
  return {
    server_version: version.rows[0].version,
    migrations: migrations.rows,
    queues: queues?.rows.map((row) => row.name) ?? [],
    sequences: sequences.rows,
    partitions: partitions.rows,
  }
}

/** Whether this is a database of ours at all. */
export async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select to_regclass('public.schema_migrations') is not null as is_there`,
  )
  return rows[0].is_there
}
