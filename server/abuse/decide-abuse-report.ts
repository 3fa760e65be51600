import type { AccountContext, OrganizationContext } from '#server/kernel/context.ts'
import { conflict, DomainError, forbidden, notFound } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { listOwners } from '#server/organizations/keep-last-owner.ts'
import { blockLink, unblockLink } from '#server/short-links/block-link.ts'
import { ABUSE_REASONS } from '#shared/contract/abuse.ts'
import {
  decideReportRow,
  decideReportsOfLink,
  findOrganizationOfLink,
  findReportRow,
  lockReport,
} from './abuse-queries.ts'
import { type AbuseReport, presentReport } from './list-abuse-reports.ts'

/** Who it was in person, the report alone remembers: organizations need not know. */
const OPERATOR = instanceActor('operator', 'The operator of this server')

type Report = NonNullable<Awaited<ReturnType<typeof lockReport>>>

const textOfReason = (reason: string): string =>
  Object.entries(ABUSE_REASONS).find(([name]) => name === reason)?.[1] ?? reason

const block = async (ctx: OrganizationContext, linkId: string, reason: string): Promise<void> => {
  const shortUrl = await blockLink(ctx, linkId)
  if (shortUrl === null) return
  const data = { organization: ctx.organization.name, short_url: shortUrl, reason: textOfReason(reason) }
  for (const { email } of await listOwners(ctx))
    await sendMail(ctx, { to: email, template: 'link_blocked', data })
}

/** A link deleted meanwhile has no block to lift. */
const unblock = async (ctx: OrganizationContext, linkId: string): Promise<void> => {
  const shortUrl = await unblockLink(ctx, linkId).catch((error: unknown) => {
    if (error instanceof DomainError && error.status === 404) return null
    throw error
  })
  if (shortUrl === null) return
  const data = { organization: ctx.organization.name, short_url: shortUrl }
  for (const { email } of await listOwners(ctx))
    await sendMail(ctx, { to: email, template: 'link_unblocked', data })
}

/** The workspace that has the link now, else the one that had it when it was reported. */
const enterReported = async (
  ctx: AccountContext,
  { organizationId, linkId }: Report,
): Promise<OrganizationContext | null> => {
  const { kysely } = ctx.runtime.ownerDatabase
  const current = linkId === null ? undefined : await findOrganizationOfLink(kysely, linkId)
  const id = current ?? organizationId
  return id === null ? null : enterAsOperator({ ...ctx, actor: OPERATOR }, id)
}

/**
 * Blocks the reported link, with which all its open reports are decided, or dismisses a report. Dismissing one that led
 * to a block lifts it. For operators. @throws 403 `operator_required`, 404, 409 `no_link` where nothing can be blocked.
 */
export const decideAbuseReport = async (
  ctx: AccountContext,
  id: string,
  { decision }: { decision: 'block' | 'dismiss' },
): Promise<AbuseReport> => {
  if (!ctx.actor.isOperator)
    throw forbidden('operator_required', 'Only an operator of this installation may do this.')
  const report = await lockReport(ctx.tx, id)
  if (report === undefined) throw notFound('report')
  const reported = await enterReported(ctx, report)
  const { linkId } = report
  const decided = { decided_by: ctx.actor.id, decided_at: ctx.now }
  if (decision === 'block') {
    if (reported === null || linkId === null)
      throw conflict('no_link', 'No link of this server stands at the reported address.')
    await block(reported, linkId, report.reason)
    await decideReportsOfLink(ctx.tx, linkId, 'open', { ...decided, status: 'blocked' })
  } else if (report.status === 'blocked' && reported !== null && linkId !== null) {
    await unblock(reported, linkId)
    await decideReportsOfLink(ctx.tx, linkId, 'blocked', { ...decided, status: 'dismissed' })
  }
  await decideReportRow(ctx.tx, id, { ...decided, status: decision === 'block' ? 'blocked' : 'dismissed' })
  const row = await findReportRow(ctx.tx, id)
  if (row === undefined) throw notFound('report')
  return presentReport(row)
}
