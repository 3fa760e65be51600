import type pg from 'pg'
import { type CatalogueTable, listTables } from './dump-schema.ts'

interface Column {
  name: string
  type: string
  is_nullable: boolean
  has_default: boolean
  is_always: boolean
  values: string[] | null
}

const TYPES: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  inet: 'string',
  cidr: 'string',
  int2: 'number',
  int4: 'number',
  // The pool parses int8 to a number.
  int8: 'number',
  numeric: 'string',
  text: 'string',
  timestamptz: 'Date',
  uuid: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  tsvector: 'string',
}

/** Kysely's interfaces for all tables of schema `public`, as the text of a TypeScript file. */
export async function writeTableTypes(client: pg.ClientBase): Promise<string> {
  const interfaces: string[] = []
  const members: string[] = []
  for (const table of await listTables(client)) {
    const name = `${table.name.replace(/(^|_)([a-z0-9])/g, (_all, _bar, letter: string) => letter.toUpperCase())}Table`
    const columns = await listColumns(client, table)
    interfaces.push(`export interface ${name} {\n${columns.map(writeColumn).join('\n')}\n}`)
    members.push(`  ${table.name}: ${name}`)
  }
  const body = `${interfaces.join('\n\n')}\n\nexport interface Database {\n${members.join('\n')}\n}\n`
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((type) => body.includes(`${type}<`))
  return [
    '// Written by "npm run generate:schema" from the migrations. Do not edit.',
    `import type { ${used.join(', ')} } from 'kysely'`,
    '',
    'export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }',
    '',
    body,
  ].join('\n')
}

async function listColumns(client: pg.ClientBase, table: CatalogueTable): Promise<Column[]> {
  const { rows } = await client.query(
    `select attname as name, typname as type, not attnotnull as is_nullable,
            atthasdef or attidentity = 'd' as has_default, attidentity = 'a' or attgenerated <> '' as is_always,
            (select pg_get_expr(conbin, conrelid) from pg_constraint
              where conrelid = attrelid and contype = 'c' and conkey = array[attnum]
                and pg_get_expr(conbin, conrelid) ~ '= ANY \\(\\(?ARRAY\\[' limit 1) as allowed
       from pg_attribute join pg_type on pg_type.oid = atttypid
      where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
    [table.oid],
  )
  return rows.map(({ allowed, ...column }) => ({ ...column, values: readValues(column.name, allowed) }))
}

/** The texts that a check like `kind in ('a', 'b')` allows; null for any other check. */
function readValues(name: string, check: string | null): string[] | null {
  const list = check?.match(/^\((\w+) = ANY \(\(?ARRAY\[([^\]]+)\]\)?(?:::text\[\])?\)\)$/)
  if (!list || list[1] !== name) return null
  const values = [...(list[2] ?? '').matchAll(/'((?:[^']|'')*)'::text/g)].map((match) =>
    (match[1] ?? '').replaceAll("''", "'"),
  )
  return values.length > 0 ? values : null
}

function writeColumn(column: Column): string {
  return `  ${column.name}: ${writeType(column)}`
}

function writeType(column: Column): string {
  const orNull = column.is_nullable ? ' | null' : ''
  // An array would reach PostgreSQL as an array, not as JSON: JSON is written as text.
  if (column.type === 'jsonb' || column.type === 'json') {
    const orAbsent = column.has_default || column.is_nullable ? ' | undefined' : ''
    return `ColumnType<JsonValue${orNull}, string${orNull}${orAbsent}, string${orNull}>`
  }
  const isArray = column.type.startsWith('_')
  const base = TYPES[isArray ? column.type.slice(1) : column.type]
  if (!base)
    throw new Error(`${column.name}: no TypeScript type is known for the column type ${column.type}.`)
  const single = column.values && !isArray ? column.values.map((value) => `'${value}'`).join(' | ') : base
  const type = `${isArray ? `${base}[]` : single}${orNull}`
  if (column.is_always) return `GeneratedAlways<${type}>`
  return column.has_default ? `Generated<${type}>` : type
}
