import { ConfigError } from '../config.ts'
import { isSameText, type Secrets } from '../secrets.ts'
import type { Database } from './database.ts'

/**
 * A database remembers which SECRET it was first opened with: another one could unseal nothing and would break the
 * proof of the audit logs, so it is refused before anything is written.
 */
export const checkSecret = async (database: Database, secrets: Secrets): Promise<void> => {
  const check = secrets.sign('instance', 'check')
  await database.kysely
    .updateTable('instance')
    .set({ secret_check: check })
    .where('secret_check', 'is', null)
    .execute()
  const row = await database.kysely.selectFrom('instance').select('secret_check').executeTakeFirstOrThrow()
  if (row.secret_check === null || !isSameText(row.secret_check, check)) {
    throw new ConfigError('SECRET: must be the one that this database was first opened with')
  }
}
