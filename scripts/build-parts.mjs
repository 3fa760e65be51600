import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fromRoot } from './root.mjs'

/** What is built, from what, into what. A part is built again when one of its inputs changes or an output lacks. */
export const parts = {
  server: {
    inputs: ['server', 'shared', 'cli', 'package.json', 'package-lock.json', 'scripts/build.mjs'],
    outputs: ['dist/server.mjs', 'dist/guildhall.mjs', 'dist/migrations'],
  },
  dashboard: {
    inputs: ['dashboard', 'shared', 'package.json', 'package-lock.json', 'scripts/build.mjs'],
    outputs: ['dist/dashboard/index.html'],
  },
}

const isIgnored = (name) => name.startsWith('.') || name === 'node_modules' || name.includes('.test.')

function* filesUnder(place) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) yield [place, stat]
  else
    for (const name of readdirSync(place).sort()) {
      if (!isIgnored(name)) yield* filesUnder(path.join(place, name))
    }
}

/** A hash over the names, sizes and times of a part's inputs. */
export function hashInputs(part) {
  const hash = createHash('sha256')
  for (const input of parts[part].inputs)
    for (const [file, stat] of filesUnder(fromRoot(input)))
      hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`)
  return hash.digest('hex')
}

export const stampFile = (part) => fromRoot('dist', `.${part}-stamp`)

/** The parts that are missing or older than their sources. */
export function findStaleParts(names = Object.keys(parts)) {
  return names.filter((name) => {
    if (parts[name].outputs.some((output) => !existsSync(fromRoot(output)))) return true
    const stamp = stampFile(name)
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hashInputs(name)
  })
}
