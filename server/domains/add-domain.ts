import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type { addDomain as contract } from '#shared/contract/domains.ts'
import { firstCheckAt } from './check-schedule.ts'
import { insertDomain } from './domain-queries.ts'
import { normalizeHostname } from './normalize-hostname.ts'
import { type Domain, readDomain } from './present-domain.ts'

const newToken = (): string => randomBytes(20).toString('hex')

const existsOr = (error: unknown, hostname: string): unknown =>
  brokenConstraint(error) === 'domains_organization_id_hostname_key'
    ? conflict('domain_exists', `${hostname} is among your domains already.`, { hostname })
    : error

/**
 * Adds a hostname that serves nothing until it is proved; other organizations may ask for the same one.
 * @throws 400 naming the rule, 403 `limit_reached`, 409 `domain_exists`.
 */
export const addDomain = async (
  ctx: OrganizationContext,
  input: z.output<typeof contract.body>,
): Promise<Domain> => {
  authorize(ctx, 'domains.create')
  const hostname = normalizeHostname(input.hostname, ctx.runtime.config.publicUrl)
  await lockOrganization(ctx)
  authorize(ctx, 'domains.create')
  await enforceLimit(ctx, 'domains')
  const id = newId('dom')
  try {
    await insertDomain(ctx.tx, {
      organization_id: ctx.organization.id,
      id,
      hostname,
      token: newToken(),
      next_check_at: firstCheckAt(ctx.now),
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      created_at: ctx.now,
    })
  } catch (error) {
    throw existsOr(error, hostname)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'domain.added',
    targets: [{ type: 'domain', id, name: hostname }],
    changes: { hostname: { before: null, after: hostname } },
  })
  return readDomain(ctx, id)
}
