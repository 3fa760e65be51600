import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { findStaleParts, hashInputs, parts, stampFile } from './build-parts.mjs'
import { fromRoot } from './root.mjs'

const DIST = fromRoot('dist')

// A running server may still load its old chunks: new files are written beside them under other names, then
// moved into place, and only what belongs to neither build is removed.
function writeBundle(outputFiles) {
  for (const file of outputFiles) {
    const draft = `${file.path}.${process.pid}.tmp`
    writeFileSync(draft, file.contents)
    renameSync(draft, file.path)
  }
  const current = new Set(outputFiles.map((file) => path.basename(file.path)))
  for (const name of readdirSync(DIST))
    if (/\.mjs(\.map)?$/.test(name) && !current.has(name)) rmSync(path.join(DIST, name))
}

async function buildServer() {
  const { build } = await import('esbuild')
  const result = await build({
    absWorkingDir: fromRoot(),
    entryPoints: { server: 'server/main.ts', guildhall: 'cli/main.ts' },
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    // Chunks lie beside the entries, so that a path relative to the bundle means the same in each file.
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  })
  writeBundle(result.outputFiles)
  const migrations = path.join(DIST, 'migrations')
  const draft = `${migrations}.${process.pid}.tmp`
  cpSync(fromRoot('server', 'migrations'), draft, {
    recursive: true,
    filter: (source) => source.endsWith('migrations') || /^\d+-[a-z0-9-]+\.sql$/.test(path.basename(source)),
  })
  rmSync(migrations, { recursive: true, force: true })
  renameSync(draft, migrations)
}

async function buildDashboard() {
  const { build } = await import('vite')
  // Whoever builds, tests included, gets React without its warnings for developers.
  process.env.NODE_ENV = 'production'
  await build({
    root: fromRoot('dashboard'),
    logLevel: 'warn',
    build: { outDir: fromRoot('dist', 'dashboard'), emptyOutDir: true },
  })
}

const builders = { server: buildServer, dashboard: buildDashboard }

async function buildPart(name) {
  const started = performance.now()
  const stamp = hashInputs(name)
  mkdirSync(DIST, { recursive: true })
  rmSync(stampFile(name), { force: true })
  await builders[name]()
  const missing = parts[name].outputs.find((output) => !existsSync(fromRoot(output)))
  if (missing !== undefined) throw new Error(`the build of ${name} left no ${missing}`)
  writeFileSync(stampFile(name), stamp)
  console.log(`Built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

async function main(args) {
  const wanted = args.includes('--server-only') ? ['server'] : Object.keys(parts)
  const stale = args.includes('--force') ? wanted : findStaleParts(wanted)
  if (stale.length === 0) return console.log('Everything is built.')
  const results = await Promise.allSettled(stale.map(buildPart))
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') continue
    console.error(`The build of ${stale[index]} failed: ${result.reason?.message ?? result.reason}`)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2))
