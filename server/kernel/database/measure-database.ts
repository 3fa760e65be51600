import pg from 'pg'

/** Version, size, and how far the database's clock is from this process's, in milliseconds. */
export const measureDatabase = async (
  connectionString: string,
): Promise<{ version: string; bytes: number; skewMs: number }> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    const before = Date.now()
    const { rows } = await client.query<{ version: string; bytes: string; at: number }>(
      `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
    )
    const after = Date.now()
    const found = rows[0]
    if (found === undefined) throw new Error('the database answered nothing')
    return { version: found.version, bytes: Number(found.bytes), skewMs: found.at - (before + after) / 2 }
  } finally {
    await client.end()
  }
}
