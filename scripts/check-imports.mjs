import { pathToFileURL } from 'node:url'
import { findCycles } from './find-cycles.mjs'
import { findBrokenRule, mayHoldSql, topFolder } from './import-rules.mjs'
import { readSources, reportFindings } from './list-sources.mjs'
import { parseModule } from './parse-module.mjs'

// Types vanish when the code runs: two files that know each other's types are no circle.
function buildGraph(modules) {
  const edges = ([file, { imports }]) => [
    file,
    imports.filter((entry) => !entry.isType && modules.has(entry.target)).map((entry) => entry.target),
  ]
  return new Map([...modules].map(edges))
}

/** Every broken import rule in the sources (a Map from path to text), one line each. */
export function findImportViolations(sources) {
  const modules = new Map([...sources].map(([file, source]) => [file, parseModule(file, source)]))
  const findings = []
  for (const [file, { imports, sqlLines }] of modules) {
    for (const entry of imports) {
      const broken = findBrokenRule(file, entry)
      if (broken !== null) findings.push(`${file}: imports ${entry.specifier}: ${broken}`)
    }
    if (['server', 'cli'].includes(topFolder(file)) && !mayHoldSql(file))
      for (const line of sqlLines)
        findings.push(`${file}:${line}: SQL: only *-queries.ts and server/kernel/database hold SQL`)
  }
  for (const cycle of findCycles(buildGraph(modules)))
    findings.push(`circle of imports: ${[...cycle, cycle[0]].join(' → ')}`)
  return findings
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  reportFindings(
    findImportViolations(readSources(['server', 'shared', 'dashboard', 'booking', 'cli', 'test', 'bench'])),
  )
