import type { Router } from '#server/http/router.ts'

export const registerLinkBulkRoutes = (_router: Router): void => undefined
