import type { Router } from '#server/http/router.ts'

export const registerAppsRoutes = (_router: Router): void => undefined
