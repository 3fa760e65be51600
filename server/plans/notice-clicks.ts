import type { OrganizationContext } from '#server/kernel/context.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { insertLimitNotice, listOwners } from './usage-queries.ts'

const NAME = 'clicks_a_month'

/**
 * Mails the owners, once a month each, that the month's clicks are near the plan's limit, and that they are used up.
 * `month`: its first day.
 */
export const noticeClicks = async (
  ctx: OrganizationContext,
  { month, used, limit }: { month: string; used: number; limit: number },
): Promise<void> => {
  const { id, name, slug } = ctx.organization
  const period = month.slice(0, 'YYYY-MM'.length)
  const isReached = used >= limit
  const isNew = await insertLimitNotice(ctx.tx, id, NAME, isReached ? `${period} reached` : period)
  if (!isNew) return
  // Both passed in one batch: the mail about nearing would come after the one that says it is reached.
  if (isReached) await insertLimitNotice(ctx.tx, id, NAME, period)
  for (const owner of await listOwners(ctx.tx, id)) {
    await sendMail(ctx, {
      to: owner.email,
      template: 'clicks_near_limit',
      data: {
        organization: name,
        used,
        limit,
        is_reached: isReached,
        url: `${ctx.runtime.config.publicUrl}/dashboard/${slug}/settings/usage`,
      },
    })
  }
}
