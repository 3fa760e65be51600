import path from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

const ALIASES = ['server', 'shared', 'test', 'cli']
const QUERY_BUILDERS = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'])
const STATEMENT = /^\s*(select|insert\s+into|update|delete\s+from|with|lock\s+table|alter|create|drop|set)\s/i

/** The file in the project that a specifier names, or null for a package. */
function resolveSpecifier(from, specifier) {
  const alias = ALIASES.find((name) => specifier.startsWith(`#${name}/`))
  if (alias !== undefined) return specifier.slice(1)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier.split('?')[0])
  return null
}

const isTypeOnly = (entries) => entries.length > 0 && entries.every((entry) => entry.isType)

function readStaticImports(module) {
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    names: entries.map((entry) => entry.importName.name).filter(Boolean),
    isType: isTypeOnly(entries),
  }))
  const reexports = module.staticExports.flatMap(({ entries }) =>
    entries
      .filter((entry) => entry.moduleRequest !== null)
      .map((entry) => ({
        specifier: entry.moduleRequest.value,
        names: [entry.importName.name].filter(Boolean),
        isType: entry.isType,
      })),
  )
  return [...imports, ...reexports]
}

const literalText = (node) =>
  node?.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : node?.type === 'TemplateLiteral'
      ? (node.quasis[0]?.value.cooked ?? '')
      : null

function isSqlCall({ callee, arguments: args }) {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false
  if (QUERY_BUILDERS.has(callee.property.name)) return true
  const text = callee.property.name === 'query' ? literalText(args[0]) : null
  return text !== null && STATEMENT.test(text)
}

const isSqlTag = ({ tag }) =>
  (tag.type === 'Identifier' && tag.name === 'sql') ||
  (tag.type === 'MemberExpression' && tag.object.type === 'Identifier' && tag.object.name === 'sql')

/**
 * What a module imports and where it writes SQL:
 * `{ imports: [{ specifier, target, names, isType }], sqlLines: [line] }`. Throws on a file that does not parse.
 */
export function parseModule(file, source) {
  const { program, module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0].message}`)
  const imports = readStaticImports(module)
  const sqlLines = []
  const lineOf = (node) => source.slice(0, node.start).split('\n').length
  const addDynamic = (node, isType) => {
    if (typeof node?.value === 'string') imports.push({ specifier: node.value, names: [], isType })
  }
  new Visitor({
    ImportExpression: (node) => addDynamic(node.source, false),
    TSImportType: (node) => addDynamic(node.source, true),
    CallExpression: (node) => {
      if (isSqlCall(node)) sqlLines.push(lineOf(node))
    },
    TaggedTemplateExpression: (node) => {
      if (isSqlTag(node)) sqlLines.push(lineOf(node))
    },
  }).visit(program)
  return {
    imports: imports.map((entry) => ({ ...entry, target: resolveSpecifier(file, entry.specifier) })),
    sqlLines,
  }
}
