import type { OrganizationContext } from '#server/kernel/context.ts'
import { publishEvents } from '#server/webhooks/publish-event.ts'
import type { Link } from '#shared/contract/link-fields.ts'

/** What receivers learn of a link: without the notes of its people and what the actor may do. */
const toldOf = ({ notes: _notes, can: _can, ...link }: Link): Record<string, unknown> => ({ link })

/** Tells webhooks and channels about links, with the transaction. */
export const publishLinkEvents = (
  ctx: OrganizationContext,
  type: 'link.created' | 'link.updated' | 'link.deleted',
  links: readonly Link[],
): Promise<void> => publishEvents(ctx, type, links.map(toldOf))
