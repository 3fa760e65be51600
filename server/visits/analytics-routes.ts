import type { Router } from '#server/http/router.ts'

export const registerAnalyticsRoutes = (_router: Router): void => undefined
