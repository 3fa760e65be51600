import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/account.ts'
import { changeEmail } from './change-email.ts'
import { changePassword } from './change-password.ts'
import {
  disableSecondFactor,
  enableSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './change-second-factor.ts'
import { deleteAccount, previewAccountDeletion } from './delete-account.ts'
import { endOtherSessions, endSession, listSessions } from './end-sessions.ts'
import { addPasskey, listPasskeys, removePasskey, startPasskey } from './passkeys.ts'
import { updateProfile } from './update-profile.ts'
import { resendVerificationMail } from './verify-email.ts'

const GUESSING = { rateLimit: { max: 20, windowSeconds: 60 } }
const MAILING = { rateLimit: { max: 5, windowSeconds: 60 } }

const registerProfile = (router: Router): void => {
  router.account(
    contract.sendVerificationEmail,
    async (ctx) => {
      await resendVerificationMail(ctx)
      return { message: 'The mail is on its way.' }
    },
    MAILING,
  )
  router.account(contract.updateProfile, async (ctx, { body }) => {
    await updateProfile(ctx, body)
    return { message: 'Saved.' }
  })
  router.account(
    contract.changeEmail,
    async (ctx, { body }) => {
      await changeEmail(ctx, body)
      return { message: 'Open the link in the mail to your new address to finish.' }
    },
    MAILING,
  )
  router.account(
    contract.changePassword,
    async (ctx, { body }) => {
      await changePassword(ctx, body)
      return { message: 'Your password is changed; your other sessions have ended.' }
    },
    GUESSING,
  )
  router.account(contract.previewAccountDeletion, (ctx) => previewAccountDeletion(ctx))
  router.account(
    contract.deleteAccount,
    async (ctx, { body, reply }) => {
      const { cookies } = await deleteAccount(ctx, body)
      reply.header('set-cookie', cookies)
      return { message: 'Your account is deleted.' }
    },
    GUESSING,
  )
}

const registerSessions = (router: Router): void => {
  router.account(contract.listSessions, (ctx) => listSessions(ctx))
  router.account(contract.endSession, async (ctx, { params }) => {
    await endSession(ctx, params)
    return { message: 'The session has ended.' }
  })
  router.account(contract.endOtherSessions, async (ctx) => {
    await endOtherSessions(ctx)
    return { message: 'Your other sessions have ended.' }
  })
}

const registerSecondFactor = (router: Router): void => {
  router.account(
    contract.startSecondFactor,
    (ctx, { body, request }) => startSecondFactor(ctx, { ...body, cookie: request.headers.cookie ?? null }),
    GUESSING,
  )
  router.account(
    contract.enableSecondFactor,
    async (ctx, { body, request, reply }) => {
      const { answer, cookies } = await enableSecondFactor(ctx, {
        ...body,
        cookie: request.headers.cookie ?? null,
      })
      reply.header('set-cookie', cookies)
      return { message: 'Your second factor is on.', ...answer }
    },
    GUESSING,
  )
  router.account(
    contract.disableSecondFactor,
    async (ctx, { body, request, reply }) => {
      const { answer, cookies } = await disableSecondFactor(ctx, {
        ...body,
        cookie: request.headers.cookie ?? null,
      })
      reply.header('set-cookie', cookies)
      return { message: 'Your second factor is off.', ...answer }
    },
    GUESSING,
  )
  router.account(
    contract.renewRecoveryCodes,
    (ctx, { body, request }) => renewRecoveryCodes(ctx, { ...body, cookie: request.headers.cookie ?? null }),
    GUESSING,
  )
}

const registerPasskeys = (router: Router): void => {
  router.account(contract.listPasskeys, (ctx) => listPasskeys(ctx))
  router.account(contract.startPasskey, async (ctx, { reply }) => {
    const { answer, cookies } = await startPasskey(ctx)
    reply.header('set-cookie', cookies)
    return answer
  })
  router.account(contract.addPasskey, (ctx, { body, request }) =>
    addPasskey(ctx, { ...body, cookie: request.headers.cookie ?? null }),
  )
  router.account(contract.removePasskey, async (ctx, { params }) => {
    await removePasskey(ctx, params)
    return { message: 'The passkey is removed.' }
  })
}

/** What signed-in people do with their account. */
export const registerAccountRoutes = (router: Router): void => {
  registerProfile(router)
  registerSessions(router)
  registerSecondFactor(router)
  registerPasskeys(router)
}
