import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize, can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict, invalid, notFound } from '#server/kernel/errors.ts'
import { findChanges } from '#server/kernel/find-changes.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import {
  type createUtmTemplate as createContract,
  UTM_TEMPLATE_LIMIT,
  type updateUtmTemplate as updateContract,
  type utmTemplate,
} from '#shared/contract/tags.ts'
import {
  countUtmTemplates,
  deleteUtmTemplateRow,
  findUtmTemplateRow,
  insertUtmTemplate,
  listUtmTemplateRows,
  UTM_FIELDS,
  type UtmTemplateRow,
  type UtmValues,
  updateUtmTemplateRow,
} from './utm-template-queries.ts'

type UtmTemplate = z.output<typeof utmTemplate>

const present = (ctx: OrganizationContext, row: UtmTemplateRow): UtmTemplate => ({
  ...row,
  created_at: row.created_at.toISOString(),
  can: { update: can(ctx, 'links.update'), delete: can(ctx, 'links.delete') },
})

const findTemplate = async (ctx: OrganizationContext, id: string): Promise<UtmTemplateRow> => {
  const row = await findUtmTemplateRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('UTM template')
  return row
}

const nameTakenOr = (error: unknown, name: string): unknown =>
  brokenConstraint(error) === 'utm_templates_name'
    ? conflict('name_taken', `A UTM template is called ${name} already.`, { name })
    : error

const refuseEmpty = (values: UtmValues): void => {
  if (UTM_FIELDS.every((field) => values[field] === ''))
    throw invalid('utm_source', 'at least one of the UTM fields must be given')
}

const lockAndAuthorize = async (
  ctx: OrganizationContext,
  permission: 'links.update' | 'links.delete',
): Promise<void> => {
  authorize(ctx, permission)
  await lockOrganization(ctx)
  authorize(ctx, permission)
}

/** UTM templates, by name. @throws 403 without `links.read`. */
export const listUtmTemplates = async (ctx: OrganizationContext): Promise<{ data: UtmTemplate[] }> => {
  authorize(ctx, 'links.read')
  const rows = await listUtmTemplateRows(ctx.tx, ctx.organization.id)
  return { data: rows.map((row) => present(ctx, row)) }
}

/** Creates a template. @throws 400, 403 `permission_denied`, 409 `name_taken`, 409 `too_many_templates`. */
export const createUtmTemplate = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<UtmTemplate> => {
  await lockAndAuthorize(ctx, 'links.update')
  refuseEmpty(input)
  if ((await countUtmTemplates(ctx.tx, ctx.organization.id)) >= UTM_TEMPLATE_LIMIT)
    throw conflict('too_many_templates', `A workspace has at most ${UTM_TEMPLATE_LIMIT} UTM templates.`, {
      limit: UTM_TEMPLATE_LIMIT,
    })
  const id = newId('utm')
  try {
    await insertUtmTemplate(ctx.tx, {
      organization_id: ctx.organization.id,
      id,
      ...input,
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      created_at: ctx.now,
    })
  } catch (error) {
    throw nameTakenOr(error, input.name)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'utm_template.created',
    targets: [{ type: 'utm_template', id, name: input.name }],
    changes: { name: { before: null, after: input.name } },
  })
  return present(ctx, await findTemplate(ctx, id))
}

/** Changes a template; links made with it stay. @throws 400, 404, 403 `permission_denied`, 409 `name_taken`. */
export const updateUtmTemplate = async (
  ctx: OrganizationContext,
  id: string,
  input: z.output<typeof updateContract.body>,
): Promise<UtmTemplate> => {
  await lockAndAuthorize(ctx, 'links.update')
  const row = await findTemplate(ctx, id)
  const { edited, changes } = findChanges(['name', ...UTM_FIELDS], row, input)
  if (Object.keys(changes).length === 0) return present(ctx, row)
  refuseEmpty({ ...row, ...edited })
  try {
    await updateUtmTemplateRow(ctx.tx, ctx.organization.id, id, { ...edited, updated_at: ctx.now })
  } catch (error) {
    throw nameTakenOr(error, edited.name ?? row.name)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'utm_template.updated',
    targets: [{ type: 'utm_template', id, name: edited.name ?? row.name }],
    changes,
  })
  return present(ctx, await findTemplate(ctx, id))
}

/** Deletes a template; links made with it stay. @throws 404, 403 `permission_denied`. */
export const deleteUtmTemplate = async (
  ctx: OrganizationContext,
  id: string,
): Promise<{ message: string }> => {
  await lockAndAuthorize(ctx, 'links.delete')
  const row = await findTemplate(ctx, id)
  await deleteUtmTemplateRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'utm_template.deleted',
    targets: [{ type: 'utm_template', id, name: row.name }],
    changes: { name: { before: row.name, after: null } },
  })
  return { message: `The UTM template ${row.name} was deleted.` }
}
