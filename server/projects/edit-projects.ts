import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { type FoundChanges, findChanges } from '#server/kernel/find-changes.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type {
  createProject as createContract,
  updateProject as updateContract,
} from '#shared/contract/projects.ts'
import { findProject, type Project, presentProject } from './present-project.ts'
import { deleteProjectRow, insertProject, type ProjectRow, updateProjectRow } from './project-queries.ts'

const nameTakenOr = (error: unknown, name: string): unknown =>
  brokenConstraint(error) === 'projects_name_key'
    ? conflict('name_taken', `A project is called ${name} already.`, { name })
    : error

/** Creates a project. @throws 403 `permission_denied`, 403 `limit_reached`, 409 `name_taken`. */
export const createProject = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<Project> => {
  authorize(ctx, 'projects.create')
  await lockOrganization(ctx)
  authorize(ctx, 'projects.create')
  await enforceLimit(ctx, 'projects')
  const id = newId('prj')
  try {
    await insertProject(ctx.tx, {
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
    action: 'project.created',
    targets: [{ type: 'project', id, name: input.name }],
    changes: { name: { before: null, after: input.name } },
  })
  return presentProject(ctx, id)
}

const FIELDS = ['name', 'description', 'color'] as const
type Input = z.output<typeof updateContract.body>

/** Edits, archivals and restorals are told apart in the log, even when one call does two of them. */
const recordChanges = (
  ctx: OrganizationContext,
  row: ProjectRow,
  { edited, changes }: FoundChanges<(typeof FIELDS)[number]>,
  isArchivedNow: boolean,
): void => {
  const target = { type: 'project', id: row.id, name: edited.name ?? row.name }
  const entry = { organizationId: ctx.organization.id, targets: [target] }
  if (Object.keys(changes).length > 0) recordAudit(ctx, { ...entry, action: 'project.updated', changes })
  const wasArchived = row.archived_at !== null
  if (wasArchived === isArchivedNow) return
  recordAudit(ctx, {
    ...entry,
    action: isArchivedNow ? 'project.archived' : 'project.restored',
    changes: { is_archived: { before: wasArchived, after: isArchivedNow } },
  })
}

/** Edits, archives or restores a project. @throws 404, 403 `permission_denied`, 409 `name_taken`. */
export const updateProject = async (ctx: OrganizationContext, id: string, input: Input): Promise<Project> => {
  authorize(ctx, 'projects.update')
  await lockOrganization(ctx)
  authorize(ctx, 'projects.update')
  const row = await findProject(ctx, id)
  const found = findChanges(FIELDS, row, input)
  const { edited } = found
  const wasArchived = row.archived_at !== null
  const isArchivedNow = input.is_archived ?? wasArchived
  if (Object.keys(edited).length === 0 && wasArchived === isArchivedNow) return presentProject(ctx, id)
  const archived = wasArchived === isArchivedNow ? {} : { archived_at: isArchivedNow ? ctx.now : null }
  try {
    await updateProjectRow(ctx.tx, ctx.organization.id, id, { ...edited, ...archived, updated_at: ctx.now })
  } catch (error) {
    throw nameTakenOr(error, edited.name ?? row.name)
  }
  recordChanges(ctx, row, found, isArchivedNow)
  return presentProject(ctx, id)
}

/** Deletes a project; what it holds stays, without a project. @throws 404, 403 `permission_denied`. */
export const deleteProject = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  authorize(ctx, 'projects.delete')
  await lockOrganization(ctx)
  authorize(ctx, 'projects.delete')
  const row = await findProject(ctx, id)
  await deleteProjectRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'project.deleted',
    targets: [{ type: 'project', id, name: row.name }],
    changes: { name: { before: row.name, after: null } },
  })
  return { message: `The project ${row.name} was deleted.` }
}
