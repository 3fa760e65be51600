import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fromRoot } from './root.mjs'
import { runChild } from './run-child.mjs'

const STAMP = fromRoot('node_modules', '.guildhall-lock')

function readOrNull(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Whether what npm recorded in node_modules is what the lockfile asks for; packages for other platforms may lack. */
export function isInstalledAsLocked(lock, installed) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '') return true
    const found = installed.packages?.[place]
    if (found === undefined) return wanted.optional === true || wanted.peer === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/**
 * Installs the packages when node_modules is missing or does not follow package-lock.json.
 * Throws with npm's own output when npm fails.
 */
export async function installPackages(say = console.log) {
  const lock = readFileSync(fromRoot('package-lock.json'), 'utf8')
  const stamp = createHash('sha256').update(lock).digest('hex')
  if (readOrNull(STAMP) === stamp) return
  const installed = readOrNull(fromRoot('node_modules', '.package-lock.json'))
  if (installed === null || !isInstalledAsLocked(JSON.parse(lock), JSON.parse(installed))) {
    say('Installing packages (npm ci) …')
    const { code, output } = await runChild('npm', ['ci', '--include=dev', '--loglevel=error'], {
      isQuiet: true,
    })
    if (code !== 0) throw new Error(`npm ci failed with code ${code}:\n${output}`)
  }
  writeFileSync(STAMP, stamp)
}
