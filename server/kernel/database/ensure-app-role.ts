import type pg from 'pg'
import { MigrationError } from './migration-error.ts'

/** The role that requests and jobs act as: it owns nothing and bypasses nothing, so row-level security binds it. */
export const APP_ROLE = 'guildhall_app'

/** Makes sure that the app's role exists and that the connected user may become it. Safe to run concurrently. */
export async function ensureAppRole(client: pg.Client): Promise<void> {
  const isThere = await checkRole(client)
  if (isThere && (await canSetRole(client))) return
  const steps = [
    ...(isThere ? [] : [`create role ${APP_ROLE} nologin nosuperuser nobypassrls`]),
    `grant ${APP_ROLE} to ${await quotedUser(client)}`,
  ]
  for (const step of steps) await runOnce(client, step)
  if (!(await canSetRole(client))) throw await missingRights(client)
}

async function checkRole(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = $1', [
    APP_ROLE,
  ])
  if (rows[0]?.rolsuper || rows[0]?.rolbypassrls)
    throw new MigrationError(
      `The role ${APP_ROLE} must be neither a superuser nor have BYPASSRLS: it would see every organization.`,
    )
  return rows.length > 0
}

async function canSetRole(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`set role ${APP_ROLE}`)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false
    throw error
  }
  await client.query('reset role')
  return true
}

/** Databases of one cluster share roles, so two migrations may do the same at once. */
async function runOnce(client: pg.Client, step: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(step)
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '42501') throw await missingRights(client)
      if (code === '42710' || code === '23505') return
      // "tuple concurrently updated" has no code of its own.
      if (code !== 'XX000' || attempt === 5) throw error
    }
  }
}

async function missingRights(client: pg.Client): Promise<MigrationError> {
  return new MigrationError(
    `The database user may not create or take the role ${APP_ROLE}. Let an administrator of the server run:\n` +
      `  CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;\n` +
      `  GRANT ${APP_ROLE} TO ${await quotedUser(client)};`,
  )
}

async function quotedUser(client: pg.Client): Promise<string> {
  const { rows } = await client.query('select quote_ident(session_user) as name')
  return rows[0].name
}
