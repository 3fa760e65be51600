import { runAudited } from '#server/audit/run-audited.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findCheckable } from './check-queries.ts'
import { lookUpProof } from './look-up-proof.ts'
import { settleCheck } from './settle-check.ts'

const UPKEEP = instanceActor('system', 'Guildhall')

/** Job: asks the name servers about a domain, outside any transaction, then writes what came of it in one. */
export const checkDomain = async (
  runtime: Runtime,
  job: { organization_id: string; domain_id: string },
): Promise<void> => {
  const domain = await findCheckable(runtime.ownerDatabase, job.organization_id, job.domain_id)
  if (domain === undefined) return
  const startedAt = runtime.clock()
  const answer = await lookUpProof(runtime, domain.hostname)
  try {
    await runAudited(runtime, { actor: UPKEEP, database: runtime.ownerDatabase }, (ctx) =>
      settleCheck(ctx, domain, { answer, startedAt }),
    )
  } catch (error) {
    // The organization was purged meanwhile.
    if (!(error instanceof DomainError) || error.status !== 404) throw error
  }
}
