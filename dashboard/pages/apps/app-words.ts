import type { listApps } from '#shared/contract/apps.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type App = RouteResponse<typeof listApps>['data'][number]

export const PLATFORMS = { ios: 'iOS', android: 'Android' } as const

/** Why an app can't be changed or removed; null when it can. */
export const whyNotManage = (app: App): string | null =>
  app.can.update ? null : 'You need the permission smart_apps.manage.'
