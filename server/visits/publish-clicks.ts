import { shortUrlOf } from '#server/addresses/short-url.ts'
import type { Context } from '#server/kernel/context.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { publishEvents } from '#server/webhooks/publish-event.ts'
import type { HeardClick, WrittenClicks } from './click-queries.ts'

const presentClick = (ctx: Context, heard: HeardClick): Record<string, unknown> => {
  const { link_id, slug, hostname, destination, clicked_at, ...click } = heard
  return {
    link: { id: link_id, short_url: shortUrlOf(ctx.runtime, hostname, slug), destination },
    click: { clicked_at: new Date(clicked_at).toISOString(), ...click },
  }
}

/** Tells the webhooks of organizations that listen to `link.clicked`, in the batch's own transaction. */
export const publishClicks = async (ctx: Context, written: readonly WrittenClicks[]): Promise<void> => {
  for (const { organization_id, heard } of written) {
    if (heard === null) continue
    const events = heard.map((one) => presentClick(ctx, one))
    await publishEvents(await enterAsOperator(ctx, organization_id), 'link.clicked', events)
  }
}
