import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import { ALL_AUDIT_ACTIONS, auditCategoryOf } from '#shared/audit-actions.ts'
import { findActions, listActors } from './read-audit-queries.ts'

const MAX_ACTORS = 500

/**
 * What the log can be filtered by: categories with their actions as far as they occur, and who acted (at most 500).
 * @throws 403 `permission_denied` without `audit_logs.view`, 403 `feature_not_in_plan`.
 */
export const listAuditFacets = async (ctx: OrganizationContext) => {
  authorize(ctx, 'audit_logs.view')
  requireFeature(ctx, 'audit_log')
  const actions = await findActions(ctx.tx, ctx.organization.id, ALL_AUDIT_ACTIONS)
  const categories = [...new Set(actions.map(auditCategoryOf))].map((name) => ({
    name,
    actions: actions.filter((action) => auditCategoryOf(action) === name),
  }))
  const actors = await listActors(ctx.tx, ctx.organization.id, MAX_ACTORS)
  return { categories, actors: actors.sort((a, b) => a.name.localeCompare(b.name)) }
}
