import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/organizations.ts'
import { createOrganization } from './create-organization.ts'
import { deleteOrganization } from './delete-organization.ts'
import { getMe } from './get-me.ts'
import { getOrganization, getOrganizationSettings } from './get-organization.ts'
import { leaveOrganization } from './leave-organization.ts'
import { listOrganizations } from './list-organizations.ts'
import { switchOrganization } from './switch-organization.ts'
import { transferOwnership } from './transfer-ownership.ts'
import { updateOrganization } from './update-organization.ts'

export const registerOrganizationsRoutes = (router: Router): void => {
  router.account(contract.getMe, (ctx) => getMe(ctx))
  router.account(contract.listOrganizations, (ctx) => listOrganizations(ctx))
  router.account(contract.createOrganization, (ctx, { body }) => createOrganization(ctx, body))
  router.organization(contract.getOrganization, (ctx) => getOrganization(ctx))
  router.organization(contract.updateOrganization, (ctx, { body }) => updateOrganization(ctx, body))
  router.organization(contract.getOrganizationSettings, (ctx) => getOrganizationSettings(ctx))
  router.organization(contract.deleteOrganization, (ctx, { query }) => deleteOrganization(ctx, query))
  router.organization(contract.switchOrganization, (ctx) => switchOrganization(ctx))
  router.organization(contract.leaveOrganization, (ctx) => leaveOrganization(ctx))
  router.organization(contract.transferOwnership, (ctx, { body: { member_id, password, code } }) =>
    transferOwnership(ctx, { memberId: member_id, password, code }),
  )
}
