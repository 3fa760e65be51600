import type { Context, OrganizationContext, Standing } from '#server/kernel/context.ts'
import { ALL_PERMISSIONS } from '#shared/permissions.ts'
import { openOrganization } from './enter-organization.ts'

/** Above every role: operators and upkeep act on owners too, within the last-owner rule. */
const OPERATOR_STANDING: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'operator',
  roleName: 'Operator',
  level: 100,
  permissions: new Set(ALL_PERMISSIONS),
}

/**
 * For the command line, jobs, and routes that only operators call: any organization, deleted and suspended ones too, with full standing.
 * @throws 404 where there is no such organization.
 */
export const enterAsOperator = async (ctx: Context, orgId: string): Promise<OrganizationContext> => {
  if (ctx.actor.kind !== 'operator' && ctx.actor.kind !== 'system') {
    throw new Error('only operators and jobs act as operator')
  }
  return openOrganization(ctx, orgId, { ...OPERATOR_STANDING }, { evenDeleted: true, evenSuspended: true })
}
