import { runAudited } from '#server/audit/run-audited.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { noticeClicks } from '#server/plans/notice-clicks.ts'
import type { WrittenClicks } from './click-queries.ts'

const UPKEEP = instanceActor('system', 'Guildhall')
const NEAR = 0.8

interface QuotaNotices {
  /** Mails the owners of organizations that came near or to their plan's clicks a month; doesn't wait for it. */
  consider(written: readonly WrittenClicks[]): void
  /** Resolves when what was considered is done. */
  settle(): Promise<void>
}

/** Mails once a month and threshold, over all processes; this one asks the database once for each. */
export const createQuotaNotices = (runtime: Runtime): QuotaNotices => {
  const told = new Set<string>()
  const running = new Set<Promise<void>>()

  const tell = async (key: string, { organization_id, month, used, quota }: WrittenClicks): Promise<void> => {
    if (quota === null) return
    try {
      await runAudited(runtime, { actor: UPKEEP, database: runtime.database }, async (ctx) =>
        noticeClicks(await enterAsOperator(ctx, organization_id), { month, used, limit: quota }),
      )
    } catch (error) {
      told.delete(key)
      runtime.log.warn({ err: error, organization_id }, 'a notice of the clicks’ limit was not written')
    }
  }

  const consider = (written: readonly WrittenClicks[]): void => {
    for (const row of written) {
      if (row.quota === null || row.used < row.quota * NEAR) continue
      const key = `${row.organization_id} ${row.month} ${row.quota} ${row.used >= row.quota}`
      if (told.has(key)) continue
      told.add(key)
      const task: Promise<void> = tell(key, row).finally(() => running.delete(task))
      running.add(task)
    }
  }
  const settle = async (): Promise<void> => {
    await Promise.all(running)
  }
  return { consider, settle }
}
