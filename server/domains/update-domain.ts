import type { z } from 'zod'
import { forgetHost } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, invalid, notFound } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { updateDomain as contract } from '#shared/contract/domains.ts'
import { clearDefault, type DomainRow, lockDomainRow, updateDomainRow } from './domain-queries.ts'
import { type Domain, readDomain } from './present-domain.ts'

type Input = z.output<typeof contract.body>
const FIELDS = ['root_destination', 'not_found_destination', 'is_default'] as const
type Changes = Partial<Pick<DomainRow, (typeof FIELDS)[number]>>

const refuseBadDestination = (
  field: 'root_destination' | 'not_found_destination',
  destination: string | null | undefined,
  hostname: string,
): void => {
  if (destination === null || destination === undefined) return
  const url = new URL(destination)
  if (!['http:', 'https:'].includes(url.protocol)) throw invalid(field, 'must start with https:// or http://')
  // From the root to another path of itself is fine; what is not found would go in circles.
  if (url.hostname === hostname && (field === 'not_found_destination' || url.pathname === '/'))
    throw invalid(field, 'must not lead back to this domain')
}

const changesOf = (row: DomainRow, input: Input): Changes =>
  Object.fromEntries(
    FIELDS.flatMap((field) => {
      const given = input[field]
      return given === undefined || given === row[field] ? [] : [[field, given]]
    }),
  )

const refuseUnproved = (row: DomainRow): void => {
  if (row.verified_at !== null) return
  throw conflict('domain_not_verified', `${row.hostname} is not proved yet: set its TXT record first.`, {
    hostname: row.hostname,
  })
}

/**
 * Changes where a domain leads where no link answers, or whether new links stand on it.
 * @throws 400, 403 without `domains.update`, 404, 409 `domain_not_verified` for a default that is not proved.
 */
export const updateDomain = async (ctx: OrganizationContext, id: string, input: Input): Promise<Domain> => {
  authorize(ctx, 'domains.update')
  await lockOrganization(ctx)
  authorize(ctx, 'domains.update')
  const row = await lockDomainRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('domain')
  refuseBadDestination('root_destination', input.root_destination, row.hostname)
  refuseBadDestination('not_found_destination', input.not_found_destination, row.hostname)
  const changes = changesOf(row, input)
  if (Object.keys(changes).length === 0) return readDomain(ctx, id)
  if (changes.is_default === true) {
    refuseUnproved(row)
    await clearDefault(ctx.tx, ctx.organization.id)
  }
  await updateDomainRow(ctx.tx, ctx.organization.id, id, { ...changes, updated_at: ctx.now })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'domain.updated',
    targets: [{ type: 'domain', id, name: row.hostname }],
    changes: Object.fromEntries(
      Object.entries(changes).map(([field, after]) => [
        field,
        { before: row[field as keyof Changes], after },
      ]),
    ),
  })
  forgetHost(ctx, row.hostname)
  return readDomain(ctx, id)
}
