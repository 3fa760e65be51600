import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepClicks } from '#server/visits/keep-click-partitions.ts'
import { newWorld, type TestOrganization, type World } from './world.ts'

let world: World
let owner: pg.Client
let app: pg.Client
let mine: TestOrganization
let theirs: TestOrganization

interface TenantTable {
  name: string
  is_part: boolean
  is_enabled: boolean
  is_forced: boolean
  policies: number
  leads: boolean
}

const CATALOGUE = `
  select c.relname as name, c.relispartition as is_part, c.relrowsecurity as is_enabled, c.relforcerowsecurity as is_forced,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
    exists (
      select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisprimary and a.attname = 'organization_id') as leads
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`

beforeAll(async () => {
  world = await newWorld()
  mine = await world.newOrganization(await world.newPerson())
  theirs = await world.newOrganization(await world.newPerson())
  await world.addMember(theirs)
  await keepClicks(world.runtime)
  owner = new pg.Client({ connectionString: world.databaseUrl })
  app = new pg.Client({ connectionString: world.databaseUrl, options: '-c role=guildhall_app' })
  await owner.connect()
  await app.connect()
})
afterAll(async () => {
  await owner.end()
  await app.end()
  await world.close()
})

/** Parts of a table are reached through it alone. */
const wholeTables = async (): Promise<TenantTable[]> =>
  (await tenantTables()).filter(({ is_part }) => !is_part)
const tenantTables = async (): Promise<TenantTable[]> => (await owner.query<TenantTable>(CATALOGUE)).rows

describe('the catalogue', () => {
  test('every table with an organization_id forces row-level security and leads its key with it', async () => {
    const tables = await tenantTables()
    expect(tables.length).toBeGreaterThan(10)
    expect(
      tables.filter(
        ({ is_enabled, is_forced, policies, leads }) => !is_enabled || !is_forced || policies === 0 || !leads,
      ),
    ).toEqual([])
  })

  test('references between tenant tables carry the organization', async () => {
    const { rows } = await owner.query<{ conname: string }>(`
      select k.conname from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and k.confrelid <> 'organizations'::regclass
        and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'organization_id')
        and not exists (
          select from unnest(k.confkey) n join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n
          where a.attname = 'organization_id')`)
    expect(rows).toEqual([])
  })

  test("the application's role owns nothing and bypasses nothing", async () => {
    const { rows } = await owner.query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = 'guildhall_app'`)
    expect(rows[0]).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    })
  })
})

const inOrganization = async <T>(id: string | null, act: () => Promise<T>): Promise<T> => {
  await app.query('begin')
  try {
    if (id !== null) await app.query(`select set_config('app.organization_id', $1, true)`, [id])
    return await act()
  } finally {
    await app.query('rollback')
  }
}

describe('with the application bypassed', () => {
  test('no tenant table shows a row without an organization', async () => {
    for (const { name } of await wholeTables()) {
      const { rows } = await inOrganization(null, () => app.query(`select count(*)::int as n from ${name}`))
      expect([name, rows[0].n]).toEqual([name, 0])
    }
  })

  test('the months of clicks are not to be read past their table', async () => {
    const parts = (await tenantTables()).filter(({ is_part }) => is_part)
    expect(parts.length).toBeGreaterThan(5)
    for (const { name } of parts)
      await expect(inOrganization(mine.id, () => app.query(`select from ${name}`))).rejects.toThrow(
        /permission denied/,
      )
  })

  test("another organization's rows can't be read", async () => {
    for (const { name } of await wholeTables()) {
      const { rows } = await inOrganization(mine.id, () =>
        app.query(`select count(*)::int as n from ${name} where organization_id <> $1`, [mine.id]),
      )
      expect([name, rows[0].n]).toEqual([name, 0])
    }
    const { rows } = await inOrganization(mine.id, () => app.query('select id from organizations'))
    expect(rows).toEqual([{ id: mine.id }])
  })

  test("another organization's rows can't be written", async () => {
    const attempts = [
      `update members set is_active = false where organization_id = '${theirs.id}'`,
      `delete from roles where organization_id = '${theirs.id}'`,
      `update organizations set name = 'Taken' where id = '${theirs.id}'`,
    ]
    for (const attempt of attempts) {
      const result = await inOrganization(mine.id, () => app.query(attempt))
      expect([attempt, result.rowCount]).toEqual([attempt, 0])
    }
    const insert = `insert into projects (organization_id, id, name, color) values ('${theirs.id}', 'prj_x', 'X', '#000000')`
    await expect(inOrganization(mine.id, () => app.query(insert))).rejects.toThrow(/row-level security/)
    const move = `update members set organization_id = '${theirs.id}' where organization_id = '${mine.id}'`
    await expect(inOrganization(mine.id, () => app.query(move))).rejects.toThrow()
  })

  test('the audit log can be added to and nothing else', async () => {
    for (const act of [
      "update audit_entries set action = 'x'",
      'delete from audit_entries',
      'truncate audit_entries',
    ]) {
      await expect(inOrganization(mine.id, () => app.query(act))).rejects.toThrow(/permission denied/)
    }
  })
})
