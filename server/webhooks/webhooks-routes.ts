import type { Router } from '#server/http/router.ts'

export const registerWebhooksRoutes = (_router: Router): void => undefined
