import type { Router } from '#server/http/router.ts'
import {
  acceptInvitation as acceptContract,
  acceptMyInvitation as acceptMineContract,
  cancelInvitation as cancelContract,
  createInvitation as createContract,
  createInvitations as createManyContract,
  listInvitations as listContract,
  listMyInvitations as listMineContract,
  rejectInvitation as rejectContract,
  resendInvitation as resendContract,
  acceptInvitationWithSignUp as signUpContract,
  viewInvitation as viewContract,
} from '#shared/contract/invitations.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { acceptInvitationWithSignUp } from './accept-invitation-with-sign-up.ts'
import { cancelInvitation } from './cancel-invitation.ts'
import { createInvitation } from './create-invitation.ts'
import { createInvitations } from './create-invitations.ts'
import { acceptMyInvitationById, listMyInvitations } from './invitations-of-account.ts'
import { listInvitations } from './list-invitations.ts'
import { rejectInvitation } from './reject-invitation.ts'
import { resendInvitation } from './resend-invitation.ts'
import { viewInvitation } from './view-invitation.ts'

/** A token has 256 bits, so guessing is hopeless; the limits keep the database from being asked in vain. */
const BY_TOKEN = { rateLimit: { max: 60, windowSeconds: 60 } }
const SIGN_UP = { rateLimit: { max: 20, windowSeconds: 60 } }
const SENDING = { rateLimit: { max: 120, windowSeconds: 60 } }

export const registerInvitationsRoutes = (router: Router): void => {
  router.organization(listContract, (ctx, { query }) => listInvitations(ctx, query))
  router.organization(createContract, (ctx, { body }) => createInvitation(ctx, body), SENDING)
  router.organization(createManyContract, (ctx, { body }) => createInvitations(ctx, body), SENDING)
  router.organization(
    resendContract,
    (ctx, { params }) => resendInvitation(ctx, params.invitationId),
    SENDING,
  )
  router.organization(cancelContract, (ctx, { params }) => cancelInvitation(ctx, params.invitationId))

  router.public(viewContract, (ctx, { body }) => viewInvitation(ctx, body.token), BY_TOKEN)
  router.public(rejectContract, (ctx, { body }) => rejectInvitation(ctx, body.token), BY_TOKEN)
  router.account(acceptContract, (ctx, { body }) => acceptInvitation(ctx, body.token), BY_TOKEN)
  router.public(
    signUpContract,
    async (ctx, { body, reply }) => {
      const { answer, cookies } = await acceptInvitationWithSignUp(ctx, body)
      reply.header('set-cookie', cookies)
      return answer
    },
    SIGN_UP,
  )
  router.account(listMineContract, (ctx) => listMyInvitations(ctx))
  router.account(acceptMineContract, (ctx, { params }) => acceptMyInvitationById(ctx, params.invitationId))
}
