import { pathToFileURL } from 'node:url'
import { fail, prepare } from './prepare.mjs'
import { fromRoot } from './root.mjs'

// Measures what a release runs: the built bundle, in production's mode.
await prepare().catch(fail)
process.env.NODE_ENV = 'production'
const { build } = await import('esbuild')
const outfile = fromRoot('dist', 'bench.mjs')
await build({
  absWorkingDir: fromRoot(),
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  logLevel: 'warning',
})
await import(pathToFileURL(outfile).href)
