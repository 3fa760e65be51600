import { recordAudit } from '#server/audit/record-audit.ts'
import type { Context, OrganizationContext, Standing } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { openOrganization } from './enter-organization.ts'
import { isLastOwner } from './keep-last-owner.ts'
import { lockOrganization } from './lock-organization.ts'
import { deactivateMember, listOwnMemberships, markDeleted, type OwnMembership } from './ownership-queries.ts'
import { publishMemberEvent } from './publish-member-event.ts'

interface Named {
  id: string
  name: string
  slug: string
}

/** May do nothing but go: the membership itself is what is ended, in suspended organizations too. */
const LEAVING: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'leaving',
  roleName: 'Leaving',
  level: 0,
  permissions: new Set(),
}

const openToLeave = (ctx: Context, organizationId: string): Promise<OrganizationContext> =>
  openOrganization(ctx, organizationId, LEAVING, { evenSuspended: true })

const toNamed = (membership: OwnMembership): Named => ({
  id: membership.organization_id,
  name: membership.name,
  slug: membership.slug,
})

/** The person's active memberships; personal workspace included. Leaves the transaction's tenancy to that person. */
const listMemberships = async (ctx: Context, userId: string): Promise<OwnMembership[]> => {
  await setTenancy(ctx.tx, { organization_id: '', user_id: userId })
  return listOwnMemberships(ctx.tx, userId)
}

/** Organizations that the person would leave on deleting the account, the personal workspace left out. */
export const listJoinedOrganizations = async (ctx: Context, userId: string): Promise<Named[]> =>
  (await listMemberships(ctx, userId)).filter(({ kind }) => kind === 'organization').map(toNamed)

const isLastOwnedBy = async (ctx: Context, membership: OwnMembership): Promise<boolean> => {
  if (membership.kind === 'personal' || !membership.is_owner) return false
  const entered = await openToLeave(ctx, membership.organization_id)
  return isLastOwner(entered, membership.member_id)
}

/** Organizations in which the actor, that person, is the last owner: what blocks deleting the account. */
export const listLastOwned = async (ctx: Context, userId: string): Promise<Named[]> => {
  const blocking: Named[] = []
  for (const membership of await listMemberships(ctx, userId)) {
    if (await isLastOwnedBy(ctx, membership)) blocking.push(toNamed(membership))
  }
  return blocking
}

const endPersonal = async (ctx: OrganizationContext, userId: string): Promise<void> => {
  const purgeAfter = new Date(ctx.now.getTime() + ctx.runtime.config.deletionGraceDays * 86_400_000)
  await markDeleted(ctx.tx, ctx.organization.id, { by: userId, now: ctx.now, purgeAfter })
}

const endOne = async (ctx: OrganizationContext, membership: OwnMembership, userId: string): Promise<void> => {
  const isEnded = await deactivateMember(ctx.tx, ctx.organization.id, membership.member_id, {
    by: userId,
    reason: 'Account deleted',
    now: ctx.now,
  })
  if (!isEnded) return
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.member_left',
    targets: [{ type: 'member', id: membership.member_id, name: ctx.actor.name }],
    changes: { reason: { before: null, after: 'Account deleted' } },
  })
  await publishMemberEvent(ctx, 'member.removed', membership.member_id, { reason: 'account_deleted' })
}

/**
 * Ends every membership of the actor, who is that person, and puts the personal workspace out of reach. Organizations
 * are locked in the order of their ids, so that two such deletions never wait for each other in a circle.
 * @throws 409 `last_owner` with the organizations that block it; nothing is changed then.
 */
export const endAllMemberships = async (ctx: Context, userId: string): Promise<void> => {
  const memberships = await listMemberships(ctx, userId)
  const blocking: Named[] = []
  for (const membership of memberships) {
    const entered = await openToLeave(ctx, membership.organization_id)
    await lockOrganization(entered)
    if (membership.kind === 'personal') await endPersonal(entered, userId)
    else if (await isLastOwner(entered, membership.member_id)) blocking.push(toNamed(membership))
    else await endOne(entered, membership, userId)
  }
  if (blocking.length > 0) {
    throw conflict(
      'last_owner',
      'You are the last owner of an organization: hand it over or delete it first.',
      {
        organizations: blocking,
      },
    )
  }
}
