// Runs on any Node that knows modules, so that an old one is told what is wrong rather than failing on syntax.
const LEAST = [20, 19]

export function isNodeRecentEnough(version) {
  const parts = version.split('.').map(Number)
  return parts[0] > LEAST[0] || (parts[0] === LEAST[0] && parts[1] >= LEAST[1])
}

/** True when this Node will do; otherwise says which one is needed and sets a failing exit code. */
export function checkNodeVersion() {
  if (isNodeRecentEnough(process.versions.node)) return true
  console.error(
    'Guildhall needs Node.js ' +
      LEAST.join('.') +
      ' or newer. This is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').',
  )
  process.exitCode = 1
  return false
}
