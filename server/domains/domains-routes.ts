import type { Router } from '#server/http/router.ts'

export const registerDomainsRoutes = (_router: Router): void => undefined
