import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/api-keys.ts'
import { createServiceKey, listServiceKeys, revokeServiceKey } from './organization-keys.ts'
import { createPersonalKey, listPersonalKeys, revokePersonalKey } from './personal-keys.ts'

/** Keys of a person and of an organization. */
export const registerApiKeysRoutes = (router: Router): void => {
  router.account(contract.listPersonalKeys, (ctx) => listPersonalKeys(ctx))
  router.account(contract.createPersonalKey, (ctx, { body }) => createPersonalKey(ctx, body))
  router.account(contract.revokePersonalKey, async (ctx, { params }) => {
    await revokePersonalKey(ctx, params)
    return { message: 'The key no longer works.' }
  })
  router.organization(contract.listServiceKeys, (ctx) => listServiceKeys(ctx))
  router.organization(contract.createServiceKey, (ctx, { body }) => createServiceKey(ctx, body))
  router.organization(contract.revokeServiceKey, async (ctx, { params }) => {
    await revokeServiceKey(ctx, params)
    return { message: 'The key no longer works.' }
  })
}
