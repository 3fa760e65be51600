import type { Router } from '#server/http/router.ts'

export const registerTagsRoutes = (_router: Router): void => undefined
