import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { app } from '#shared/contract/apps.ts'
import { type AppRow, findAppRow } from './app-queries.ts'

export type App = z.output<typeof app>

/** @throws 404. */
export const findApp = async (ctx: OrganizationContext, id: string): Promise<AppRow> => {
  const row = await findAppRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('app')
  return row
}

export const presentApp = (ctx: OrganizationContext, row: AppRow): App => {
  const isManaged = can(ctx, 'smart_apps.manage')
  return {
    id: row.id,
    platform: row.platform,
    name: row.name,
    identifier: row.identifier,
    team_id: row.team_id,
    fingerprints: row.fingerprints,
    url_scheme: row.url_scheme,
    store_url: row.store_url,
    link_count: row.link_count,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    can: { update: isManaged, delete: isManaged },
  }
}
