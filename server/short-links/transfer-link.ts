import { claimAddresses, yieldAddresses } from '#server/addresses/claim-address.ts'
import { forgetAddresses } from '#server/addresses/forget-address.ts'
import { DEFAULT_HOST } from '#server/addresses/slug-key.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { conflict, invalid } from '#server/kernel/errors.ts'
import { enterOrganization } from '#server/organizations/enter-organization.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type { AuditAction } from '#shared/audit-actions.ts'
import { authorizeRules, needsApproval, refuseForeignThings } from './check-link.ts'
import { externalIdTaken } from './create-links.ts'
import { placeOfLink } from './draft-link.ts'
import type { LinkRow } from './link-row.ts'
import { findExternalIds } from './links-queries.ts'
import { lookUpReferences } from './look-up-references.ts'
import { findLink, linkNameOf, presentLink } from './present-links.ts'
import { publishLinkEvents } from './publish-links.ts'
import { SHORT_LINK } from './short-link-kind.ts'
import { readBelongings, removeLinkRow, writeBelongings } from './transfer-queries.ts'
import { insertLinks } from './write-links-queries.ts'

/** Runs an act where row-level security shows that organization alone. */
const inside = async <T>(ctx: OrganizationContext, act: () => Promise<T>): Promise<T> => {
  await setTenancy(ctx.tx, { organization_id: ctx.organization.id })
  return act()
}

/** Both rows in the order of their ids, so that two transfers that cross can't wait for each other. */
const lockBoth = async (here: OrganizationContext, there: OrganizationContext): Promise<void> => {
  const ordered = [here, there].sort((a, b) => (a.organization.id < b.organization.id ? -1 : 1))
  for (const ctx of ordered) await inside(ctx, () => lockOrganization(ctx))
  authorize(here, 'links.delete')
  authorize(there, 'links.create')
}

const refuseImmovable = (row: LinkRow): void => {
  if (row.domain_id !== null) {
    throw conflict(
      'on_custom_domain',
      'This link stands on a custom domain of this workspace: move it to the shared host first.',
      { hostname: row.hostname },
    )
  }
  if (row.app_links !== null)
    throw conflict('has_app_links', 'This link opens apps of this workspace: take them off it first.')
}

/** What the link leads to must be allowed there too, for the one who moves it. */
const refuseUnwelcome = async (there: OrganizationContext, row: LinkRow): Promise<void> => {
  const { destination, expired_destination, rules, external_id } = row
  const leading = { destination, expired_destination, rules }
  authorizeRules(there, leading)
  refuseForeignThings(leading, await lookUpReferences(there, [leading], false))
  const taken = await findExternalIds(
    there.tx,
    there.organization.id,
    external_id === null ? [] : [external_id],
  )
  if (external_id !== null && taken.size > 0) throw externalIdTaken(external_id)
  await enforceLimit(there, 'links')
}

/** The row as it arrives: without what belongs to the workspace it leaves. */
const arrivalOf = (there: OrganizationContext, row: LinkRow): LinkRow => ({
  ...row,
  project_id: null,
  created_by: there.actor.kind === 'person' ? there.actor.id : null,
  ...(needsApproval(there) ? { approval: 'pending' } : { approval: 'approved' }),
  approval_note: '',
  decided_by: null,
  decided_at: null,
})

const leave = async (here: OrganizationContext, row: LinkRow): Promise<void> => {
  await publishLinkEvents(here, 'link.deleted', [await presentLink(here, row.id)])
  await yieldAddresses(here, SHORT_LINK, [row.id])
  await removeLinkRow(here.tx, here.organization.id, row.id)
}

// Until the commit nobody else sees the address leave: whoever wants it waits, and then finds it taken.
const arrive = async (there: OrganizationContext, row: LinkRow): Promise<void> => {
  const claim = { kind: SHORT_LINK, target_id: row.id, host: DEFAULT_HOST, slug: row.slug }
  const claimed = await claimAddresses(there, [claim])
  if (!claimed.has(row.id)) throw new Error('an address given up in this transaction is free in it')
  await insertLinks(there.tx, there.organization.id, [arrivalOf(there, row)], there.now)
  await publishLinkEvents(there, 'link.created', [await presentLink(there, row.id)])
}

const record = (
  ctx: OrganizationContext,
  other: OrganizationContext,
  row: LinkRow,
  action: AuditAction,
): void =>
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action,
    targets: [
      { type: 'link', id: row.id, name: linkNameOf(ctx, row) },
      { type: 'organization', id: other.organization.id, name: other.organization.name },
    ],
    changes: { destination: { before: row.destination, after: row.destination } },
  })

/**
 * Moves a link on the shared host to another workspace of the actor, with its address, password, rules and QR codes;
 * project, tags and statistics stay behind. @throws 404 for the link or a workspace of others, 403 naming `links.delete`
 * here or `links.create` there, `limit_reached` there, 409 `on_custom_domain`, `has_app_links`, `external_id_taken`.
 */
export const transferLink = async (
  here: OrganizationContext,
  id: string,
  organizationId: string,
): Promise<{ message: string }> => {
  authorize(here, 'links.delete')
  await findLink(here, id)
  if (organizationId === here.organization.id)
    throw invalid('organization_id', 'must be another workspace than the one the link is in')
  const there = await enterOrganization(here, organizationId)
  authorize(there, 'links.create')
  await lockBoth(here, there)
  const row = await inside(here, () => findLink(here, id))
  refuseImmovable(row)
  const belongings = await readBelongings(here.tx, here.organization.id, id)
  await inside(there, () => refuseUnwelcome(there, row))
  await inside(here, () => leave(here, row))
  await inside(there, async () => {
    await arrive(there, row)
    await writeBelongings(there.tx, there.organization.id, id, belongings)
  })
  await setTenancy(here.tx, { organization_id: here.organization.id })
  forgetAddresses(here, [placeOfLink(row)])
  record(here, there, row, 'link.transferred')
  record(there, here, row, 'link.received')
  return { message: `The link moved to ${there.organization.name}; its statistics stay here.` }
}
