import { existsSync } from 'node:fs'
import { installPackages } from './install-packages.mjs'
import { listFiles } from './list-sources.mjs'
import { fail } from './prepare.mjs'
import { fromRoot } from './root.mjs'
import { runNode } from './run-child.mjs'

const tool = (...parts) => fromRoot('node_modules', ...parts)
const SHOWN_LINES = 60
const TYPE_ROOTS = ['.', 'shared', 'server', 'dashboard', 'cli', 'test', 'bench']

// Until the server has its main file, a folder may still be empty. From then on each must hold code.
const isWhole = existsSync(fromRoot('server', 'main.ts'))
const hasCode = (folder) => folder === '.' || listFiles([folder]).some((file) => /\.tsx?$/.test(file))

const steps = [
  [
    'format and lint',
    [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '--max-diagnostics=15', '.'],
  ],
  ['import rules', [fromRoot('scripts', 'check-imports.mjs')]],
  ['sizes', [fromRoot('scripts', 'check-sizes.mjs')]],
  ['names', [fromRoot('scripts', 'check-names.mjs')]],
  ...(isWhole ? [['dead code', [tool('knip', 'bin', 'knip.js'), '--no-progress']]] : []),
  ...TYPE_ROOTS.filter((folder) => isWhole || hasCode(folder)).map((folder) => [
    `types ${folder === '.' ? 'config' : folder}`,
    [tool('typescript', 'bin', 'tsc'), '-p', fromRoot(folder)],
  ]),
]

function showStart(output) {
  const lines = output.trimEnd().split('\n')
  const rest = lines.length - SHOWN_LINES
  for (const line of lines.slice(0, SHOWN_LINES)) console.log(`      ${line}`)
  if (rest > 0) console.log(`      … and ${rest} lines more`)
}

async function runStep([name, args]) {
  const started = performance.now()
  const { code, output } = await runNode(args, { isQuiet: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`)
  if (code !== 0) showStart(output)
  return code === 0
}

async function runAll(queue, workers) {
  let failures = 0
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift())
      if (!(await runStep(step))) failures += 1
  }
  await Promise.all(Array.from({ length: workers }, work))
  return failures
}

await installPackages().catch(fail)
const failures = await runAll(steps, 3)
if (failures > 0) console.log(`${failures} of the checks failed.`)
process.exitCode = failures > 0 ? 1 : 0
