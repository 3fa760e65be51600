import { pathToFileURL } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { isTest, readSources, reportFindings } from './list-sources.mjs'

export const CAPS = { file: 300, fileP90: 150, function: 60, functionP90: 40 }

const countLines = (text) => text.replace(/\n$/, '').split('\n').length

function nameOf(node, source) {
  if (node.id?.name) return node.id.name
  const before = source.slice(Math.max(0, node.start - 80), node.start)
  return /([\w$]+)\s*(?:[:=(]\s*(?:async\s*)?)?$/.exec(before)?.[1] ?? 'a function'
}

/** The functions of a module that have a body in braces: `{ name, line, lines }`. */
export function measureFunctions(file, source) {
  const { program } = parseSync(file, source)
  const functions = []
  const measure = (node) => {
    if (node.body?.type !== 'BlockStatement' && node.body?.type !== 'FunctionBody') return
    const line = source.slice(0, node.start).split('\n').length
    functions.push({
      name: nameOf(node, source),
      line,
      lines: countLines(source.slice(node.start, node.end)),
    })
  }
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program)
  return functions
}

/** The value that nine in ten of the numbers do not exceed; 0 for none. */
export function percentile90(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0
}

/** What is larger than allowed in the sources (a Map from path to text), one line each. Tests are not measured. */
export function findOversize(sources) {
  const findings = []
  const files = [...sources].filter(([file]) => !isTest(file))
  const functionLines = []
  for (const [file, source] of files) {
    const lines = countLines(source)
    if (lines > CAPS.file) findings.push(`${file}: ${lines} lines; at most ${CAPS.file}`)
    for (const found of measureFunctions(file, source)) {
      functionLines.push(found.lines)
      if (found.lines > CAPS.function)
        findings.push(
          `${file}:${found.line}: ${found.name} has ${found.lines} lines; at most ${CAPS.function}`,
        )
    }
  }
  const fileP90 = percentile90(files.map(([, source]) => countLines(source)))
  if (fileP90 >= CAPS.fileP90)
    findings.push(`one file in ten has ${fileP90} lines or more; under ${CAPS.fileP90}`)
  const functionP90 = percentile90(functionLines)
  if (functionP90 >= CAPS.functionP90)
    findings.push(`one function in ten has ${functionP90} lines or more; under ${CAPS.functionP90}`)
  return findings
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) reportFindings(findOversize(readSources()))
