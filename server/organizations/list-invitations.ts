import type { z } from 'zod'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { listInvitations as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { authorizeInvitations } from './authorize-invite.ts'
import { listInvitationRows } from './invitation-queries.ts'
import { presentInvitations } from './present-invitation.ts'

/** Past and present invitations; MEMBERs whom a setting lets invite see the ones that they sent. */
export const listInvitations = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<RouteResponse<typeof contract>> => {
  const reach = authorizeInvitations(ctx)
  const isDescending = query.sort.startsWith('-')
  const { rows, total } = await listInvitationRows(
    ctx.tx,
    ctx.organization.id,
    {
      status: query.status,
      search: query.search ?? '',
      sort: query.sort.replace('-', '') as 'created_at' | 'email' | 'expires_at',
      direction: isDescending ? 'desc' : 'asc',
      invitedBy: reach === 'own' ? (ctx.actor.id ?? '') : null,
      page: query.page,
      limit: query.limit,
    },
    ctx.now,
  )
  return { data: await presentInvitations(ctx, rows), page: query.page, limit: query.limit, total }
}
