import type { Router } from '#server/http/router.ts'

export const registerQrCodesRoutes = (_router: Router): void => undefined
