import { pathToFileURL } from 'node:url'
import { isGenerated, listFiles, readSources, reportFindings } from './list-sources.mjs'

const BANNED_WORDS = ['utils', 'util', 'helpers', 'helper', 'manager', 'handler', 'service', 'common', 'misc']
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
// A page of the router may be named by its path's parameter, and tools name some files themselves.
const FREE_NAMES = new Set(['README.md', 'Dockerfile'])

// Written in halves, so that this file does not find itself.
const BANNED_TEXTS = [
  ['TO' + 'DO', 'finish it, or open an issue'],
  ['FIX' + 'ME', 'finish it, or open an issue'],
  ['@ts-' + 'ignore', 'give it its type'],
  ['@ts-' + 'expect-error', 'give it its type'],
  ['@ts-' + 'nocheck', 'give it its types'],
  ['biome-' + 'ignore', 'follow the rule, or change it for all in biome.json'],
]

function findInName(file) {
  const name = file.split('/').at(-1)
  if (FREE_NAMES.has(name)) return []
  const banned = BANNED_WORDS.find((word) => name.split(/[-.]/).includes(word))
  if (banned !== undefined) return [`${file}: "${banned}" says nothing; name what it does`]
  return KEBAB.test(name) ? [] : [`${file}: file names are kebab-case`]
}

/** Bad file names (of a list of paths) and words that stand for unfinished work (in a Map from path to text). */
export function findBannedNames(files, sources) {
  const findings = files.filter((file) => !isGenerated(file)).flatMap(findInName)
  for (const [file, source] of sources)
    for (const [index, line] of source.split('\n').entries())
      for (const [text, advice] of BANNED_TEXTS)
        if (line.includes(text)) findings.push(`${file}:${index + 1}: ${text}: ${advice}`)
  return findings
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  reportFindings(findBannedNames(listFiles(), readSources()))
