import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/roles.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { listPermissions, listRoles } from './list-roles.ts'
import { updateRole } from './update-role.ts'

export const registerRolesRoutes = (router: Router): void => {
  router.account(contract.listPermissions, async () => listPermissions())
  router.organization(contract.listRoles, (ctx) => listRoles(ctx))
  router.organization(contract.createRole, (ctx, { body }) => createRole(ctx, body))
  router.organization(contract.updateRole, (ctx, { params, body }) =>
    updateRole(ctx, { roleId: params.roleId, changes: body }),
  )
  router.organization(contract.deleteRole, (ctx, { params }) => deleteRole(ctx, params.roleId))
}
