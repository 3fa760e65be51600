import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { findDefaultHostname, findHostnameRow, listHostnameRows } from './hostname-queries.ts'

export interface Hostname {
  id: string
  hostname: string
}

/** A domain that links can stand on: proved, also while its proof is missing for now. @throws 404, 409 `domain_not_verified`. */
export const findUsableDomain = async (ctx: OrganizationContext, domainId: string): Promise<Hostname> => {
  const row = await findHostnameRow(ctx.tx, ctx.organization.id, domainId)
  if (row === undefined) throw notFound('domain')
  if (!row.is_verified) {
    throw conflict('domain_not_verified', `${row.hostname} is not proved yet: set its TXT record first.`, {
      hostname: row.hostname,
    })
  }
  return { id: row.id, hostname: row.hostname }
}

/** The domain on which new links stand when none is named; null: on the instance's own host. */
export const findDefaultDomain = async (ctx: OrganizationContext): Promise<Hostname | null> =>
  (await findDefaultHostname(ctx.tx, ctx.organization.id)) ?? null

/** Hostnames of the organization's domains by id, proved or not; all of them where no ids are given. */
export const listHostnames = async (
  ctx: OrganizationContext,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids?.length === 0) return new Map()
  const rows = await listHostnameRows(ctx.tx, ctx.organization.id, ids)
  return new Map(rows.map(({ id, hostname }) => [id, hostname]))
}
