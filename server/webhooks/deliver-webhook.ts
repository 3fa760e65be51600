import { runAudited } from '#server/audit/run-audited.ts'
import type { OrganizationContext, Standing } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { JobData } from '#server/kernel/queue/jobs.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { openOrganization } from '#server/organizations/enter-organization.ts'
import { attemptDelivery } from './attempt-delivery.ts'
import { abandonDelivery, type DueDelivery, findDueDelivery } from './attempt-queries.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { settleDelivery } from './settle-delivery.ts'

type Job = JobData<'deliver_webhook'>

/** May do nothing: what was to be sent was decided by whoever made the webhook. */
const SENDING: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'system',
  roleName: 'System',
  level: 0,
  permissions: new Set(),
}
const PLACES_OF_SLOW = 4

/** One transaction in the organization; undefined where it was purged meanwhile. */
const within = async <T>(
  runtime: Runtime,
  organizationId: string,
  act: (ctx: OrganizationContext) => Promise<T>,
): Promise<T | undefined> => {
  const actor = instanceActor('system', 'Guildhall')
  try {
    return await runAudited(runtime, { actor, database: runtime.database }, async (ctx) =>
      act(await openOrganization(ctx, organizationId, SENDING, { evenDeleted: true, evenSuspended: true })),
    )
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) return undefined
    throw error
  }
}

/** What is due, unless it is over: of an ended organization or a webhook that is off nothing is sent any more. */
const takeDue = async (ctx: OrganizationContext, job: Job): Promise<DueDelivery | undefined> => {
  const due = await findDueDelivery(ctx.tx, ctx.organization.id, job.delivery_id, job.attempt)
  if (due === undefined || (due.is_enabled && !due.is_ended)) return due
  const problem = due.is_ended ? 'The organization was deleted or suspended.' : 'It was switched off.'
  await abandonDelivery(ctx.tx, ctx.organization.id, due.id, problem, ctx.now)
  return undefined
}

const sendInLane = async (runtime: Runtime, lanes: Lanes, job: Job, due: DueDelivery): Promise<void> => {
  const leave = lanes.enter(due.webhook_id)
  if (leave === null) {
    const startAfter = lanes.pauseFor(due.webhook_id)
    await within(runtime, job.organization_id, (ctx) =>
      runtime.queue.send(ctx, 'deliver_webhook', job, { startAfter }),
    )
    return
  }
  const startedAt = performance.now()
  const outcome = await attemptDelivery(runtime, due).finally(() => leave(performance.now() - startedAt))
  await within(runtime, job.organization_id, (ctx) => settleDelivery(ctx, due, outcome))
}

/**
 * The job that makes one attempt: reads in one transaction, sends outside of any, writes the result in another. Killed
 * in between it runs again and sends the same event id once more. The order of events is not promised.
 */
export const createDelivery = (runtime: Runtime): ((job: Job) => Promise<void>) => {
  const lanes = createLanes(PLACES_OF_SLOW)
  return async (job) => {
    const due = await within(runtime, job.organization_id, (ctx) => takeDue(ctx, job))
    if (due !== undefined) await sendInLane(runtime, lanes, job, due)
  }
}
