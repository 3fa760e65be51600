import type { Router } from '#server/http/router.ts'

export const registerLinksRoutes = (_router: Router): void => undefined
