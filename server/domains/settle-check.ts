import { forgetHost } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import type { Context, OrganizationContext } from '#server/kernel/context.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { type CheckableDomain, findHolder, type Holder, lockHostname } from './check-queries.ts'
import { GRACE_MS, nextDailyAt, nextHourlyAt, nextSearchAt } from './check-schedule.ts'
import { type DomainRow, lockDomainRow, updateDomainRow } from './domain-queries.ts'
import { describeMissing, holdsProof, type ProofAnswer } from './look-up-proof.ts'
import { mailDomainOwners } from './mail-domain-owners.ts'

const HELD = 'This domain belongs to another workspace here that still proves it.'

/** One check's outcome, about to be written. */
interface Settling {
  ctx: OrganizationContext
  row: DomainRow
  answer: ProofAnswer
  /** What every outcome writes. */
  checked: { last_checked_at: Date; check_requested_at: Date | null; updated_at: Date }
}

const auditOf = (ctx: OrganizationContext, row: { id: string; hostname: string }) => ({
  organizationId: ctx.organization.id,
  targets: [{ type: 'domain', id: row.id, name: row.hostname }],
})

/** A served domain becomes one that asks for its proof; its links keep their rows. */
const takeAway = async (
  ctx: OrganizationContext,
  row: { id: string; hostname: string },
  problem: string,
  checked: Partial<Settling['checked']> = {},
): Promise<void> => {
  await updateDomainRow(ctx.tx, ctx.organization.id, row.id, {
    ...checked,
    verified_at: null,
    failing_since: null,
    is_default: false,
    last_problem: problem,
    pending_since: ctx.now,
    next_check_at: nextSearchAt(ctx.now, ctx.now),
    updated_at: ctx.now,
  })
  recordAudit(ctx, {
    ...auditOf(ctx, row),
    action: 'domain.proof_lost',
    changes: { is_verified: { before: true, after: false } },
  })
}

const confirm = async ({ ctx, row, checked }: Settling): Promise<void> => {
  await updateDomainRow(ctx.tx, ctx.organization.id, row.id, {
    ...checked,
    verified_at: row.verified_at ?? ctx.now,
    failing_since: null,
    last_problem: null,
    next_check_at: nextDailyAt(ctx.now),
  })
  if (row.verified_at !== null) return
  recordAudit(ctx, {
    ...auditOf(ctx, row),
    action: 'domain.verified',
    changes: { is_verified: { before: false, after: true } },
  })
}

const noteUnproved = async ({ ctx, row, checked }: Settling, problem: string): Promise<void> =>
  updateDomainRow(ctx.tx, ctx.organization.id, row.id, {
    ...checked,
    last_problem: problem,
    next_check_at: nextSearchAt(row.pending_since, ctx.now),
  })

/** A proof that is missing at a served domain: the owners are told at once, and it is served on for the grace period. */
const noteFailing = async ({ ctx, row, answer, checked }: Settling): Promise<void> => {
  const problem = describeMissing(answer, row.hostname, row.token)
  const failingSince = row.failing_since ?? ctx.now
  const until = new Date(failingSince.getTime() + GRACE_MS)
  if (ctx.now >= until) {
    await takeAway(ctx, row, problem, checked)
    return mailDomainOwners(ctx, 'domain_lost', (about) => ({ ...about, hostname: row.hostname }))
  }
  await updateDomainRow(ctx.tx, ctx.organization.id, row.id, {
    ...checked,
    failing_since: failingSince,
    last_problem: problem,
    next_check_at: nextHourlyAt(ctx.now),
  })
  if (row.failing_since === null)
    await mailDomainOwners(ctx, 'domain_failing', (about) => ({ ...about, hostname: row.hostname, until }))
}

const settleServed = async (settling: Settling): Promise<void> => {
  const { ctx, row, answer, checked } = settling
  if (holdsProof(answer, row.token)) return confirm(settling)
  if (answer.state !== 'unanswered') return noteFailing(settling)
  await updateDomainRow(ctx.tx, ctx.organization.id, row.id, {
    ...checked,
    last_problem: answer.problem,
    next_check_at: nextHourlyAt(ctx.now),
  })
}

/** A proved newcomer takes the hostname from whoever held it and no longer proves it, or whose organization was deleted. */
const settleUnproved = async (
  settling: Settling,
  holder: Holder | undefined,
  holding: OrganizationContext | undefined,
): Promise<void> => {
  const { row, answer } = settling
  if (!holdsProof(answer, row.token)) {
    return noteUnproved(settling, describeMissing(answer, row.hostname, row.token))
  }
  if (holder !== undefined && holding !== undefined) {
    if (!holder.is_organization_deleted && holdsProof(answer, holder.token))
      return noteUnproved(settling, HELD)
    await takeAway(
      holding,
      { ...holder, hostname: row.hostname },
      'Another workspace here has proved this domain.',
    )
    if (!holder.is_organization_deleted)
      await mailDomainOwners(holding, 'domain_moved', (about) => ({ ...about, hostname: row.hostname }))
  }
  await confirm(settling)
}

/** Opens and locks the organizations of both, in the order of their ids as everywhere. */
const enterBoth = async (ctx: Context, own: string, other: string | undefined) => {
  const contexts = new Map<string, OrganizationContext>()
  for (const id of [...new Set([own, ...(other === undefined ? [] : [other])])].sort()) {
    const entered = await enterAsOperator(ctx, id)
    await lockOrganization(entered)
    contexts.set(id, entered)
  }
  return contexts
}

/**
 * Writes what a check found, for the domain and for whoever held its hostname. On a connection of the schema's owner:
 * it concerns two organizations at once.
 */
export const settleCheck = async (
  base: Context,
  domain: CheckableDomain,
  { answer, startedAt }: { answer: ProofAnswer; startedAt: Date },
): Promise<void> => {
  await lockHostname(base.tx, domain.hostname)
  forgetHost(base, domain.hostname)
  const holder = await findHolder(base.tx, domain.hostname)
  const contexts = await enterBoth(base, domain.organization_id, holder?.organization_id)
  const ctx = contexts.get(domain.organization_id)
  if (ctx === undefined) return
  const row = await lockDomainRow(ctx.tx, ctx.organization.id, domain.id)
  if (row === undefined) return
  const asked = row.check_requested_at
  const checked = {
    last_checked_at: ctx.now,
    check_requested_at: asked !== null && asked > startedAt ? asked : null,
    updated_at: ctx.now,
  }
  const settling = { ctx, row, answer, checked }
  if (row.verified_at !== null) return settleServed(settling)
  // Removed while its organization's lock was waited for: then nobody holds the hostname any more.
  const current = await findHolder(ctx.tx, domain.hostname)
  return settleUnproved(settling, current, current && contexts.get(current.organization_id))
}
