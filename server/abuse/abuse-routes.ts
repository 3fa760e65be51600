import type { Router } from '#server/http/router.ts'

export const registerAbuseRoutes = (_router: Router): void => undefined
