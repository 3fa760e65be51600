import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import mantine from 'postcss-preset-mantine'
import { defineConfig, type Plugin, runnerImport } from 'vite'

const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string' || typeof value === 'number') return true
  if (Array.isArray(value)) return value.every(isPlain)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  return Object.values(value).every(isPlain)
}

/** What the browser needs of an export of the contract; nothing of a schema. */
function slimExport(value: unknown): unknown {
  if (isPlain(value)) return value
  if (typeof value !== 'object' || value === null || !('method' in value && 'path' in value)) return undefined
  const { method, path } = value
  return { method, path, idempotent: 'idempotent' in value ? value.idempotent : undefined }
}

/** Leaves schemas (and zod, 30 kB) out of the bundle: the server validates, the types are gone by then anyway. */
const contractWithoutSchemas: Plugin = {
  name: 'contract-without-schemas',
  enforce: 'pre',
  async load(id) {
    if (!/\/shared\/contract\/[\w-]+\.ts$/.test(id)) return null
    const { module } = await runnerImport<Record<string, unknown>>(id)
    return Object.entries(module)
      .map(([name, value]) => [name, slimExport(value)] as const)
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) => `export const ${name} = /* @__PURE__ */ Object.freeze(${JSON.stringify(value)})`,
      )
      .join('\n')
  },
}

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

/** Writes each script, style and data file compressed beside itself, so that the server never compresses while people wait. */
const compressedFiles: Plugin = {
  name: 'compressed-files',
  apply: 'build',
  // Once all is written: until then other plugins still change the code.
  writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/\.(?:js|css|json)$/.test(fileName) || !fileName.startsWith('assets/')) continue
      const file = path.join(dir, fileName)
      const text = readFileSync(file)
      writeFileSync(`${file}.br`, brotliCompressSync(text, brotli))
      writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
    }
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [contractWithoutSchemas, react(), compressedFiles],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // No data: addresses and no polyfill, so that a strict Content-Security-Policy needs no exceptions.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // Without groups a page needs some 80 tiny files, which compress a tenth worse and wait for each other.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(?:(?:react|react-dom|scheduler)\/|@tanstack\/(?!.*virtual))/,
              priority: 4,
            },
            { name: 'form', test: /node_modules\/(?:@mantine\/form|klona|fast-deep-equal)\//, priority: 3 },
            { name: 'mantine', test: /node_modules/, minShareCount: 16, priority: 2 },
            { name: 'pieces', test: /dashboard\/|shared\//, minShareCount: 6, priority: 1 },
          ],
        },
      },
    },
  },
})
