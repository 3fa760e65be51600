// Writes server/migrations/schema.sql and the table types from the migrations; --check only tells whether they are stale.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')

// Node runs no TypeScript; the bundle lies inside node_modules so that it finds the packages.
async function loadDatabaseTools() {
  const cache = path.join(root, 'node_modules/.cache/guildhall')
  const outfile = path.join(cache, `generate-schema-${process.pid}.mjs`)
  mkdirSync(cache, { recursive: true })
  const contents = `
    export { startEmbeddedPostgres } from '#server/kernel/database/embedded/start-embedded-postgres.ts'
    export { migrate } from '#server/kernel/database/migrate.ts'
    export { findStale, readGenerated } from '#server/kernel/database/schema-dump/read-generated.ts'`
  const stdin = { contents, resolveDir: root, loader: 'ts' }
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile, { force: true })
  }
}

const tools = await loadDatabaseTools()
const dataFolder = mkdtempSync(path.join(tmpdir(), 'guildhall-schema-'))
const server = await tools.startEmbeddedPostgres({ dataFolder, settings: { fsync: 'off' } })
try {
  await tools.migrate(server.connectionString, { folder: path.join(root, 'server/migrations') })
  const generated = await tools.readGenerated(server.connectionString)
  const stale = await tools.findStale(root, generated)
  if (process.argv.includes('--check')) {
    for (const file of stale) console.error(`${file} is stale: run "npm run generate:schema".`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const file of stale) writeFileSync(path.join(root, file), generated[file])
    console.log(
      stale.length > 0 ? `Wrote ${stale.join(' and ')}.` : 'Nothing to write: the files are up to date.',
    )
  }
} finally {
  await server.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}
