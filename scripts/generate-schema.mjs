// Writes server/migrations/schema.sql and the table types from the migrations; --check only tells whether they are stale.
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')
// Inside node_modules, so that the bundle finds the packages.
const cache = path.join(root, 'node_modules/.cache/guildhall')
const outfile = path.join(cache, `generate-schema-${process.pid}.mjs`)
mkdirSync(cache, { recursive: true })
await build({
  entryPoints: [path.join(root, 'server/kernel/database/schema-dump/generate-schema.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
})
try {
  const { generateSchema, findStale, writeGenerated } = await import(pathToFileURL(outfile).href)
  const generated = await generateSchema(root)
  const stale = await findStale(root, generated)
  if (process.argv.includes('--check')) {
    for (const file of stale) console.error(`${file} is stale: run "npm run generate:schema".`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    await writeGenerated(root, generated)
    console.log(
      stale.length > 0 ? `Wrote ${stale.join(' and ')}.` : 'Nothing to write: the files are up to date.',
    )
  }
} finally {
  rmSync(outfile, { force: true })
}
