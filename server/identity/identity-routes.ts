import type { FastifyReply } from 'fastify'
import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/account.ts'
import { registerAccountRoutes } from './account-routes.ts'
import { registerApiKeysRoutes } from './api-keys/api-keys-routes.ts'
import { signInWithPasskey, startPasskeySignIn } from './passkeys.ts'
import { requestPasswordReset, resetPassword } from './reset-password.ts'
import type { SessionAnswer } from './session-answer.ts'
import { isSetUpNeeded, setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { signUp } from './sign-up.ts'
import { verifyEmail } from './verify-email.ts'
import { verifySecondFactor } from './verify-second-factor.ts'

const perMinute = (max: number) => ({ rateLimit: { max, windowSeconds: 60 } })
// Per address, where many people may sit behind one; the verbs count again per e-mail.
const SIGNING_UP = perMinute(20)
const SIGNING_IN = perMinute(60)
const MAILING = perMinute(10)
const TOKENS = perMinute(30)

const withCookies = <T>(reply: FastifyReply, { answer, cookies }: SessionAnswer<T>): T => {
  reply.header('set-cookie', cookies)
  return answer
}

const registerSetUp = (router: Router): void => {
  router.public(contract.getSetup, async (ctx) => ({ is_needed: await isSetUpNeeded(ctx) }))
  router.public(
    contract.setUp,
    async (ctx, { body, reply }) => withCookies(reply, await setUp(ctx, body)),
    MAILING,
  )
}

const registerSigningIn = (router: Router): void => {
  router.public(
    contract.signUp,
    async (ctx, { body, reply }) => withCookies(reply, await signUp(ctx, body)),
    SIGNING_UP,
  )
  router.public(
    contract.signIn,
    async (ctx, { body, request, reply }) =>
      withCookies(reply, await signIn(ctx, { ...body, cookie: request.headers.cookie ?? null })),
    SIGNING_IN,
  )
  router.public(
    contract.verifySecondFactor,
    async (ctx, { body, request, reply }) =>
      withCookies(reply, await verifySecondFactor(ctx, { ...body, cookie: request.headers.cookie ?? null })),
    SIGNING_IN,
  )
  router.public(contract.signOut, async (ctx, { reply }) => {
    const { cookies } = await signOut(ctx)
    reply.header('set-cookie', cookies)
    return { message: 'You are signed out.' }
  })
  router.public(
    contract.startPasskeySignIn,
    async (ctx, { reply }) => withCookies(reply, await startPasskeySignIn(ctx)),
    SIGNING_IN,
  )
  router.public(
    contract.signInWithPasskey,
    async (ctx, { body, request, reply }) =>
      withCookies(reply, await signInWithPasskey(ctx, { ...body, cookie: request.headers.cookie ?? null })),
    SIGNING_IN,
  )
}

const registerMailedLinks = (router: Router): void => {
  router.public(
    contract.verifyEmail,
    async (ctx, { body }) => {
      await verifyEmail(ctx, body)
      return { message: 'Your e-mail is verified.' }
    },
    TOKENS,
  )
  router.public(
    contract.requestPasswordReset,
    async (ctx, { body }) => {
      await requestPasswordReset(ctx, body)
      return { message: 'If this e-mail has an account, a mail is on its way.' }
    },
    MAILING,
  )
  router.public(
    contract.resetPassword,
    async (ctx, { body }) => {
      await resetPassword(ctx, body)
      return { message: 'Your password is set; sign in with it.' }
    },
    TOKENS,
  )
}

/** Everything about accounts: setting up, signing in, the account itself, API keys. */
export const registerIdentityRoutes = (router: Router): void => {
  registerSetUp(router)
  registerSigningIn(router)
  registerMailedLinks(router)
  registerAccountRoutes(router)
  registerApiKeysRoutes(router)
}
