import { sql } from 'kysely'
import type { Database } from '#server/kernel/database/database.ts'

const STUCK = 'It did not end within a day and was given up; the rows imported until then stay.'

/** Over all organizations: imports that do not end, files that nobody imports, and old imports. */
export const forgetOldImports = async (
  { kysely }: Database,
  before: { stuckSince: Date; filesOf: Date; importsOf: Date },
): Promise<void> => {
  await sql`
    update link_imports set status = 'failed', problem = ${STUCK}, finished_at = now(), content = null, sample = '[]'
    where status = 'running' and started_at < ${before.stuckSince}`.execute(kysely)
  await sql`delete from link_imports where status = 'uploaded' and created_at < ${before.filesOf}`.execute(
    kysely,
  )
  await sql`
    update link_imports set content = null, sample = '[]'
    where status <> 'running' and content is not null and created_at < ${before.filesOf}`.execute(kysely)
  await sql`
    delete from link_imports where status <> 'running' and created_at < ${before.importsOf}`.execute(kysely)
}
