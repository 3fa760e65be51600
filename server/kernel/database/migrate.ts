import pg from 'pg'
import { ensureAppRole } from './ensure-app-role.ts'
import { MigrationError } from './migration-error.ts'
import { type Migration, readMigrations } from './read-migrations.ts'

/**
 * `folder`: where the .sql files are (default: this release's). `until`: the name of the last migration to apply.
 * `after`: runs once the schema stands, still guarded against a second migrator (the job queue's own schema).
 */
export interface MigrateOptions {
  folder?: string
  until?: string
  after?: (connectionString: string) => Promise<void>
}

const LOCK_KEY = 7_450_232
const OLDEST_SERVER = 150_000

/**
 * Brings a database forward to this release's schema, each migration in a transaction of its own, one process at a
 * time. Returns the names of those applied now. Throws MigrationError on an edited or unknown applied migration.
 */
export async function migrate(
  connectionString: string,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder)
  const client = await connect(connectionString)
  try {
    await checkServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    await ensureAppRole(client)
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const applied: string[] = []
    for (const migration of await unapplied(client, migrations)) {
      if (options.until !== undefined && migration.name > options.until) break
      await apply(client, migration)
      applied.push(migration.name)
    }
    await options.after?.(connectionString)
    return { applied }
  } finally {
    await client.end()
  }
}

/** Names of this release's migrations that the database lacks. Throws as `migrate` does; changes nothing. */
export async function pendingMigrations(
  connectionString: string,
  options: { folder?: string } = {},
): Promise<string[]> {
  const migrations = await readMigrations(options.folder)
  const client = await connect(connectionString)
  try {
    await checkServer(client)
    const { rows } = await client.query(
      `select to_regclass('public.schema_migrations') is not null as is_there`,
    )
    const pending = rows[0].is_there ? await unapplied(client, migrations) : migrations
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'guildhall migrate' })
  // A lost connection fails the query that runs; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
            current_setting('server_encoding') as encoding`,
  )
  const { version, shown, encoding } = rows[0]
  if (version < OLDEST_SERVER)
    throw new MigrationError(`Guildhall needs PostgreSQL 15 or newer; this server is ${shown}.`)
  if (encoding !== 'UTF8')
    throw new MigrationError(`Guildhall needs a database with the encoding UTF8; this one has ${encoding}.`)
}

async function unapplied(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of rows) {
    const migration = known.get(name)
    if (!migration)
      throw new MigrationError(
        `The database has the migration "${name}", which this release does not know: ` +
          'it was made by a newer release. Run that one, or restore a backup made by this one.',
      )
    if (migration.checksum !== checksum)
      throw new MigrationError(
        `The migration "${name}.sql" was changed after this database had applied it. Put the file back as it was.`,
      )
  }
  const done = new Set(rows.map((row) => row.name))
  return migrations.filter((migration) => !done.has(migration.name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const { message, position } = error as { message: string; position?: string }
    const line = position ? ` (line ${migration.sql.slice(0, Number(position)).split('\n').length})` : ''
    throw new MigrationError(
      `The migration "${migration.name}.sql"${line} failed, nothing of it stays: ${message}`,
    )
  }
}
