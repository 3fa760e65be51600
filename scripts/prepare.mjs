import { findStaleParts } from './build-parts.mjs'
import { installPackages } from './install-packages.mjs'
import { fromRoot } from './root.mjs'
import { runNode } from './run-child.mjs'

/**
 * Installs and builds what is missing or changed. Costs a few milliseconds when nothing did.
 * The build runs in a process of its own, which leaves none of its memory in ours.
 */
export async function prepare({ part, say = console.log } = {}) {
  await installPackages(say)
  const stale = findStaleParts(part === undefined ? undefined : [part])
  if (stale.length === 0) return
  say(`Building ${stale.join(' and ')} …`)
  const { code, output } = await runNode(
    [fromRoot('scripts', 'build.mjs'), ...(part === 'server' ? ['--server-only'] : [])],
    { isQuiet: true },
  )
  if (code !== 0) throw new Error(`the build failed:\n${output}`)
}

/** Prints why and leaves with a failing exit code. */
export function fail(error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
