import { runAudited } from '#server/audit/run-audited.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { insertClicks, type WrittenClicks } from './click-queries.ts'
import { type DescribedClick, monthOf } from './describe-click.ts'
import { createQuotaNotices } from './notice-quotas.ts'
import { publishClicks } from './publish-clicks.ts'

/** Clicks that are written together, under an id that the database remembers for a day. */
export interface ClickBatch {
  id: string
  clicks: DescribedClick[]
}

export interface BatchWriter {
  /** One transaction. Throws when it is not known to have committed; the same batch may then be written again. */
  (batch: ClickBatch): Promise<void>
  /** Resolves when the mails that batches caused are in the outbox. */
  settle(): Promise<void>
}

const UPKEEP = instanceActor('system', 'Guildhall')

/** True where trying the same rows again can't help: broken data or a broken rule (SQLSTATE classes 22, 23, 54). */
export const isRefusedForItsContent = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(22|23|54)/.test(error.code)

/** Each plan's clicks a month; '' stands for plans that are in no catalogue: they count as its smallest. */
const quotasOf = ({ plans }: Runtime): Record<string, number | null> => ({
  ...Object.fromEntries(plans.plans.map(({ id, limits }) => [id, limits.clicks_a_month])),
  '': plans.plans[0]?.limits.clicks_a_month ?? null,
})

/** Writes batches of clicks with everything that follows from them. */
export const createBatchWriter = (runtime: Runtime): BatchWriter => {
  const notices = createQuotaNotices(runtime)
  const write = async ({ id, clicks }: ClickBatch): Promise<void> => {
    for (const [n, click] of clicks.entries()) click.n = n
    const months = [...new Set(clicks.map(({ at }) => monthOf(at)))].sort()
    const act = { actor: UPKEEP, database: runtime.database }
    const written = await runAudited(runtime, act, async (ctx): Promise<WrittenClicks[]> => {
      const rows = await insertClicks(ctx.tx, { id, clicks, months }, quotasOf(runtime))
      await publishClicks(ctx, clicks, rows)
      return rows
    })
    notices.consider(written)
  }
  return Object.assign(write, { settle: () => notices.settle() })
}
