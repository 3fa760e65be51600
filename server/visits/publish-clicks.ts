import { shortUrlOf } from '#server/addresses/short-url.ts'
import type { Context } from '#server/kernel/context.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { publishEvents } from '#server/webhooks/publish-event.ts'
import type { HeardClick, WrittenClicks } from './click-queries.ts'
import type { DescribedClick } from './describe-click.ts'

const presentClick = (ctx: Context, click: DescribedClick, heard: HeardClick): Record<string, unknown> => {
  const ofVisitor = (text: string): string => (heard.is_untracked ? '' : text)
  return {
    link: {
      id: click.link_id,
      short_url: shortUrlOf(ctx.runtime, heard.hostname, heard.slug),
      destination: heard.destination,
    },
    click: {
      clicked_at: new Date(click.at).toISOString(),
      is_unique: heard.is_unique,
      trigger: click.trigger,
      country: ofVisitor(click.country),
      city: ofVisitor(click.city),
      device: ofVisitor(click.device),
      os: ofVisitor(click.os),
      browser: ofVisitor(click.browser),
      referrer: ofVisitor(click.referrer),
      utm_source: click.utm_source,
      utm_medium: click.utm_medium,
      utm_campaign: click.utm_campaign,
      utm_term: click.utm_term,
      utm_content: click.utm_content,
    },
  }
}

/** Tells the webhooks of organizations that listen to `link.clicked`, in the batch's own transaction. */
export const publishClicks = async (
  ctx: Context,
  clicks: readonly DescribedClick[],
  written: readonly WrittenClicks[],
): Promise<void> => {
  for (const { organization_id, heard } of written) {
    if (heard === null) continue
    const events = heard.flatMap((one) => {
      const click = clicks[one.n]
      return click === undefined ? [] : [presentClick(ctx, click, one)]
    })
    await publishEvents(await enterAsOperator(ctx, organization_id), 'link.clicked', events)
  }
}
