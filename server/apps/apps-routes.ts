import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/apps.ts'
import { createApp, deleteApp, updateApp } from './edit-apps.ts'
import { listApps } from './list-apps.ts'

export const registerAppsRoutes = (router: Router): void => {
  router.organization(contract.listApps, (ctx) => listApps(ctx))
  router.organization(contract.createApp, (ctx, { body }) => createApp(ctx, body))
  router.organization(contract.updateApp, (ctx, { params, body }) => updateApp(ctx, params.appId, body))
  router.organization(contract.deleteApp, (ctx, { params }) => deleteApp(ctx, params.appId))
}
