import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import type { LinkRow } from './link-row.ts'
import { findCreator } from './links-queries.ts'
import { findLink, linkNameOf, presentLink } from './present-links.ts'
import { settingColumns, writeUpdates } from './write-updates.ts'

type Decision =
  | { approval: 'approved'; asSeenAt: string | undefined }
  | { approval: 'rejected'; note: string }

/** Whoever made the link hears of it, unless they decided themselves or have left. */
const tellCreator = async (ctx: OrganizationContext, row: LinkRow, decision: Decision): Promise<void> => {
  const creator = await findCreator(ctx.tx, ctx.organization.id, row.id)
  if (creator === undefined || creator.id === ctx.actor.id) return
  const { organization, runtime, actor } = ctx
  const data = {
    organization: organization.name,
    name: creator.name,
    link: linkNameOf(ctx, row),
    destination: row.destination,
    decided_by: actor.name,
    url: `${runtime.config.publicUrl}/dashboard/${organization.slug}/links/${row.id}`,
  }
  if (decision.approval === 'approved')
    await sendMail(ctx, { to: creator.email, template: 'link_approved', data })
  else
    await sendMail(ctx, {
      to: creator.email,
      template: 'link_rejected',
      data: { ...data, note: decision.note },
    })
}

/** What leads elsewhere than the approver saw is not approved. */
const refuseChanged = (row: LinkRow, decision: Decision): void => {
  if (decision.approval === 'rejected' || decision.asSeenAt === undefined) return
  if (new Date(decision.asSeenAt).getTime() === row.updated_at.getTime()) return
  throw conflict('link_changed', 'This link was changed since you looked at it; look again.')
}

const decide = async (ctx: OrganizationContext, id: string, decision: Decision): Promise<Link> => {
  authorize(ctx, 'links.approve')
  await lockOrganization(ctx)
  authorize(ctx, 'links.approve')
  const row = await findLink(ctx, id)
  // What was rejected may still be approved; what is live is disabled or deleted, not rejected.
  const isOpen =
    row.approval === 'pending' || (row.approval === 'rejected' && decision.approval === 'approved')
  if (!isOpen)
    throw conflict('not_waiting', 'This link does not wait for approval.', { approval: row.approval })
  refuseChanged(row, decision)
  const note = decision.approval === 'rejected' ? decision.note : ''
  const columns = {
    approval: decision.approval,
    approval_note: note,
    decided_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    decided_at: ctx.now,
  }
  const changes = {
    approval: { before: row.approval, after: decision.approval },
    ...(note === '' ? {} : { approval_note: { before: row.approval_note, after: note } }),
  }
  await writeUpdates(ctx, [settingColumns(row, columns, changes)], `link.${decision.approval}`)
  await tellCreator(ctx, row, decision)
  return presentLink(ctx, id)
}

/**
 * Approves a link that waits or was rejected, as it was at `asSeenAt`; mails its creator.
 * @throws 404, 403 `permission_denied`, 409 `not_waiting`, 409 `link_changed`.
 */
export const approveLink = (
  ctx: OrganizationContext,
  id: string,
  asSeenAt: string | undefined,
): Promise<Link> => decide(ctx, id, { approval: 'approved', asSeenAt })

/** Rejects a link that waits; mails its creator. @throws 404, 403 `permission_denied`, 409 `not_waiting`. */
export const rejectLink = (ctx: OrganizationContext, id: string, note: string): Promise<Link> =>
  decide(ctx, id, { approval: 'rejected', note })
