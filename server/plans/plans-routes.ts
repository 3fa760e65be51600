import type { Router } from '#server/http/router.ts'
import { getUsage, listLimits } from '#shared/contract/organizations.ts'
import { readLimits, readUsage } from './read-usage.ts'

export const registerPlansRoutes = (router: Router): void => {
  router.organization(getUsage, (ctx) => readUsage(ctx))
  router.organization(listLimits, (ctx) => readLimits(ctx))
}
