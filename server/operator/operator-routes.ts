import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/operator.ts'
import { getMail } from './get-mail.ts'
import { listMailbox } from './list-mailbox.ts'

/** What operators of the instance may call. */
export const registerOperatorRoutes = (router: Router): void => {
  router.operator(contract.listMailbox, (ctx, { query }) => listMailbox(ctx, query))
  router.operator(contract.getMail, (ctx, { params }) => getMail(ctx, params.mailId))
}
