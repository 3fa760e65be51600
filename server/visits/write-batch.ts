import { runAudited } from '#server/audit/run-audited.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import type { ClickChunk } from './click-chunk.ts'
import { insertClicks, type WrittenClicks } from './click-queries.ts'
import { createQuotaNotices } from './notice-quotas.ts'
import { publishClicks } from './publish-clicks.ts'
import { writeOrSalvage } from './salvage-clicks.ts'

export interface BatchWriter {
  /**
   * Writes chunks that follow each other, in one transaction. Throws when it is not known to have committed; the same
   * chunks may then be written again.
   */
  (chunks: ClickChunk[]): Promise<void>
  /** Resolves when the mails that batches caused are in the outbox. */
  settle(): Promise<void>
}

const UPKEEP = instanceActor('system', 'Guildhall')

/** Each plan's clicks a month; '' stands for plans that are in no catalogue: they count as its smallest. */
const quotasOf = ({ plans }: Runtime): Record<string, number | null> => ({
  ...Object.fromEntries(plans.plans.map(({ id, limits }) => [id, limits.clicks_a_month])),
  '': plans.plans[0]?.limits.clicks_a_month ?? null,
})

/** Writes clicks with everything that follows from them. */
export const createBatchWriter = (runtime: Runtime): BatchWriter => {
  const notices = createQuotaNotices(runtime)
  const writeOnce = async (chunks: ClickChunk[]): Promise<void> => {
    const act = { actor: UPKEEP, database: runtime.database }
    const written = await runAudited(runtime, act, async (ctx): Promise<WrittenClicks[]> => {
      const rows = await insertClicks(ctx.tx, chunks, quotasOf(runtime))
      await publishClicks(ctx, rows)
      return rows
    })
    notices.consider(written)
  }
  const write = async (chunks: ClickChunk[]): Promise<void> => {
    if (chunks.length > 0) await writeOrSalvage(runtime, writeOnce, chunks)
  }
  return Object.assign(write, { settle: () => notices.settle() })
}
