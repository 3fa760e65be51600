import type { Actor, Context } from '#server/kernel/context.ts'
import { type Database, inTransaction } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { writeAuditRecords } from './write-audit-records.ts'

/** Runs an act that no request asked for (a job, a command) as requests run: one transaction with its audit entries. */
export const runAudited = async <T>(
  runtime: Runtime,
  { actor, database }: { actor: Actor; database: Database },
  act: (ctx: Context) => Promise<T>,
): Promise<T> => {
  const { result, afterCommit } = await inTransaction(database, async (tx) => {
    const request = { id: newId('req'), ip: null, userAgent: null }
    const ctx: Context = {
      runtime,
      actor,
      tx,
      now: runtime.clock(),
      request,
      auditRecords: [],
      afterCommit: [],
    }
    const result = await act(ctx)
    await writeAuditRecords(ctx)
    return { result, afterCommit: ctx.afterCommit }
  })
  for (const follow of afterCommit) {
    await Promise.resolve(follow()).catch((error: unknown) =>
      runtime.log.error({ err: error }, 'after commit'),
    )
  }
  return result
}
