import { writeAuditRecords } from '#server/audit/write-audit-records.ts'
import type { Actor, Context } from '#server/kernel/context.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterAsOperator } from './enter-as-operator.ts'
import { purgeOrganization } from './purge-organization.ts'
import { listPurgeable } from './purge-queries.ts'

const UPKEEP: Actor = {
  kind: 'system',
  id: null,
  name: 'Guildhall',
  email: null,
  image: null,
  isEmailVerified: false,
  isOperator: false,
  hasSecondFactor: false,
  sessionId: null,
  scopes: null,
  keyLevel: null,
  keyOrganizationId: null,
  via: null,
}

/** One organization, one transaction. */
const purgeOne = (runtime: Runtime, id: string): Promise<void> =>
  inTransaction(runtime.ownerDatabase, async (tx) => {
    const request = { id: newId('req'), ip: null, userAgent: null }
    const now = runtime.clock()
    const ctx: Context = { runtime, actor: UPKEEP, tx, now, request, auditRecords: [], afterCommit: [] }
    await purgeOrganization(await enterAsOperator(ctx, id))
    await writeAuditRecords(ctx)
  })

/** Gone or restored meanwhile: another process was quicker. */
const isSettled = (error: unknown): boolean =>
  error instanceof DomainError && [404, 409].includes(error.status)

/** The job: erases every deleted organization whose grace is over. One that fails does not keep the others. */
export const purgeOrganizations = async (runtime: Runtime): Promise<void> => {
  const failures: unknown[] = []
  for (const { id } of await listPurgeable(runtime.ownerDatabase, runtime.clock())) {
    try {
      await purgeOne(runtime, id)
      runtime.log.info({ organization_id: id }, 'organization purged')
    } catch (error) {
      if (!isSettled(error)) failures.push(error)
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} organizations could not be purged`)
}
