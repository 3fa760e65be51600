import type { z } from 'zod'
import { forgetOrganization } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { clearAppLinks } from '#server/short-links/clear-app-links.ts'
import type { createApp as createContract, updateApp as updateContract } from '#shared/contract/apps.ts'
import {
  type AppRow,
  type AppValues,
  countApps,
  deleteAppRow,
  insertApp,
  updateAppRow,
} from './app-queries.ts'
import { refuseBadApp } from './app-rules.ts'
import { type App, findApp, presentApp } from './present-app.ts'

/** Association files name them all, and are served to whoever asks. */
const MAX_APPS = 100

const existsOr = (error: unknown, identifier: string): unknown =>
  brokenConstraint(error) === 'apps_organization_id_platform_identifier_key'
    ? conflict('app_exists', `${identifier} is registered already.`, { identifier })
    : error

const open = async (ctx: OrganizationContext): Promise<void> => {
  authorize(ctx, 'smart_apps.manage')
  await lockOrganization(ctx)
  authorize(ctx, 'smart_apps.manage')
}

const entryOf = (ctx: OrganizationContext, app: { id: string; name: string }) => ({
  organizationId: ctx.organization.id,
  targets: [{ type: 'app', id: app.id, name: app.name }],
})

/** Registers an app. @throws 400 naming the field, 403, 409 `app_exists` or `too_many_apps`. */
export const createApp = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<App> => {
  await open(ctx)
  refuseBadApp(input.platform, input)
  if ((await countApps(ctx.tx, ctx.organization.id)) >= MAX_APPS) {
    throw conflict('too_many_apps', `An organization registers ${MAX_APPS} apps at most.`, {
      limit: MAX_APPS,
    })
  }
  const id = newId('app')
  try {
    await insertApp(ctx.tx, {
      organization_id: ctx.organization.id,
      id,
      ...input,
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      created_at: ctx.now,
    })
  } catch (error) {
    throw existsOr(error, input.identifier)
  }
  recordAudit(ctx, {
    ...entryOf(ctx, { id, name: input.name }),
    action: 'app.created',
    changes: Object.fromEntries(
      Object.entries(input).map(([field, after]) => [field, { before: null, after }]),
    ),
  })
  forgetOrganization(ctx)
  return presentApp(ctx, await findApp(ctx, id))
}

const FIELDS = ['name', 'identifier', 'team_id', 'fingerprints', 'url_scheme', 'store_url'] as const
type Input = z.output<typeof updateContract.body>

const changesOf = (row: AppRow, input: Input): Partial<AppValues> =>
  Object.fromEntries(
    FIELDS.flatMap((field) => {
      const given = input[field]
      return given === undefined || JSON.stringify(given) === JSON.stringify(row[field])
        ? []
        : [[field, given]]
    }),
  )

/** Changes an app; its platform stays. @throws 400 naming the field, 403, 404, 409 `app_exists`. */
export const updateApp = async (ctx: OrganizationContext, id: string, input: Input): Promise<App> => {
  await open(ctx)
  const row = await findApp(ctx, id)
  const changes = changesOf(row, input)
  if (Object.keys(changes).length === 0) return presentApp(ctx, row)
  const changed = { ...row, ...changes }
  refuseBadApp(row.platform, changed)
  try {
    await updateAppRow(ctx.tx, ctx.organization.id, id, { ...changes, updated_at: ctx.now })
  } catch (error) {
    throw existsOr(error, changed.identifier)
  }
  recordAudit(ctx, {
    ...entryOf(ctx, changed),
    action: 'app.updated',
    changes: Object.fromEntries(
      Object.entries(changes).map(([field, after]) => [
        field,
        { before: row[field as keyof AppValues], after },
      ]),
    ),
  })
  forgetOrganization(ctx)
  return presentApp(ctx, await findApp(ctx, id))
}

/** Removes an app; links that open it lead to their destination from then on. @throws 403, 404. */
export const deleteApp = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  await open(ctx)
  const row = await findApp(ctx, id)
  const cleared = await clearAppLinks(ctx, id)
  await deleteAppRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    ...entryOf(ctx, row),
    action: 'app.deleted',
    changes: { name: { before: row.name, after: null }, links: { before: cleared, after: 0 } },
  })
  forgetOrganization(ctx)
  return { message: `The app ${row.name} was removed.` }
}
