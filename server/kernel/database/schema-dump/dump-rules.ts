import type pg from 'pg'
import type { CatalogueTable } from './dump-schema.ts'

/** Functions of schema `public` that no extension owns, with who may call them. */
export async function dumpFunctions(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query(
    `select pg_get_functiondef(pg_proc.oid) as definition, pg_proc.oid::regprocedure::text as signature,
            coalesce(proacl, acldefault('f', proowner)) as rights, array(
              select ${roleName('grantee')} from aclexplode(coalesce(proacl, acldefault('f', proowner))) order by 1) as callers
       from pg_proc
      where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
      order by pg_proc.oid::regprocedure::text collate "C"`,
  )
  return rows.map((row) => {
    const callers = row.callers.filter((name: string) => name !== 'owner').join(', ') || 'nobody else'
    return `${row.definition.trim().replaceAll('public.', '')};\n-- execute: ${callers}`
  })
}

/** Row-level security policies of a table. */
export async function dumpPolicies(client: pg.ClientBase, table: CatalogueTable): Promise<string[]> {
  const { rows } = await client.query(
    `select quote_ident(polname) as name, polpermissive as is_permissive,
            case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
            array(select ${roleName('id')} from unnest(polroles) as id order by 1) as roles,
            pg_get_expr(polqual, polrelid) as qualification, pg_get_expr(polwithcheck, polrelid) as check
       from pg_policy where polrelid = $1 order by polname collate "C"`,
    [table.oid],
  )
  return rows.map((row) => {
    const kind = row.is_permissive ? '' : ' as restrictive'
    const using = row.qualification ? `\n  using ${onOneLine(row.qualification)}` : ''
    const check = row.check ? `\n  with check ${onOneLine(row.check)}` : ''
    return `create policy ${row.name} on ${table.name}${kind} for ${row.command} to ${row.roles.join(', ')}${using}${check};`
  })
}

/** Triggers of a table, without those that carry out foreign keys. */
export async function dumpTriggers(client: pg.ClientBase, table: CatalogueTable): Promise<string[]> {
  const { rows } = await client.query(
    `select replace(pg_get_triggerdef(oid), ' ON public.', ' ON ') as line from pg_trigger
      where tgrelid = $1 and not tgisinternal order by tgname collate "C"`,
    [table.oid],
  )
  return rows.map((row) => `${row.line};`)
}

/** What roles other than the owner may do with a table or some of its columns. */
export async function dumpGrants(client: pg.ClientBase, table: CatalogueTable): Promise<string[]> {
  const { rows } = await client.query(
    `select role, string_agg(lower(right_), ', ' order by right_) as rights from (
       select ${roleName('grantee')} as role, privilege_type as right_
         from pg_class, aclexplode(relacl) where pg_class.oid = $1
       union all
       select ${roleName('grantee')}, privilege_type || ' (' || quote_ident(attname) || ')'
         from pg_attribute, aclexplode(attacl) where attrelid = $1) as granted
      where role <> 'owner' group by role order by role collate "C"`,
    [table.oid],
  )
  return rows.map((row) => `grant ${row.rights} on ${table.name} to ${row.role};`)
}

/** Whoever ran the migrations owns the schema; that name differs from server to server. */
function roleName(id: string): string {
  return `case ${id} when 0 then 'public' when (select oid from pg_roles where rolname = current_user) then 'owner'
    else ${id}::regrole::text end`
}

function onOneLine(expression: string): string {
  return expression.replace(/\s+/g, ' ')
}
