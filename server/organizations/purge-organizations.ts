import { runAudited } from '#server/audit/run-audited.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterAsOperator } from './enter-as-operator.ts'
import { purgeOrganization } from './purge-organization.ts'
import { listPurgeable } from './purge-queries.ts'

const UPKEEP = instanceActor('system', 'Guildhall')

/** One organization, one transaction. */
const purgeOne = (runtime: Runtime, id: string): Promise<void> =>
  runAudited(runtime, { actor: UPKEEP, database: runtime.ownerDatabase }, async (ctx) =>
    purgeOrganization(await enterAsOperator(ctx, id)),
  )

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
