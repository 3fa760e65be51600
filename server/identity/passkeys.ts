import { z } from 'zod'
import type { AccountContext, Context } from '#server/kernel/context.ts'
import { DomainError, invalid, notFound } from '#server/kernel/errors.ts'
import type { passkey as contract } from '#shared/contract/account.ts'
import { callAuth } from './call-auth.ts'
import { completeSignIn } from './complete-sign-in.ts'
import { keepChanges } from './keep-changes.ts'
import { deletePasskey, listPasskeysOf, type PasskeyRow } from './passkey-queries.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { requireSession } from './require-session.ts'
import type { SessionAnswer } from './session-answer.ts'

type WebAuthn = Record<string, unknown>
type Passkey = z.output<typeof contract>

// Enough of the browser's answer for the library not to stumble; whether it is true, the library decides.
const base64url = z.string().regex(/^[\w-]*={0,2}$/)
const browserAnswer = {
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
}
const creation = z.looseObject({
  ...browserAnswer,
  response: z.looseObject({
    clientDataJSON: base64url.max(8000),
    attestationObject: base64url.max(64_000),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})
const assertion = z.looseObject({
  ...browserAnswer,
  response: z.looseObject({
    clientDataJSON: base64url.max(8000),
    authenticatorData: base64url.max(8000),
    signature: base64url.max(8000),
  }),
})

const requireAnswer = <T extends z.ZodType>(shape: T, response: WebAuthn): z.output<T> => {
  const parsed = shape.safeParse(response)
  if (!parsed.success) throw invalid('response', 'is not what a browser answers for a passkey')
  return parsed.data
}

const present = (row: PasskeyRow, now: Date): Passkey => ({
  id: row.id,
  name: row.name ?? 'Passkey',
  created_at: (row.created_at ?? now).toISOString(),
})

/** The person's passkeys. */
export const listPasskeys = async (ctx: AccountContext): Promise<{ data: Passkey[] }> => ({
  data: (await listPasskeysOf(ctx.tx, ctx.actor.id)).map((row) => present(row, ctx.now)),
})

/** WebAuthn creation options. @throws 403 `session_not_fresh` a day after signing in */
export const startPasskey = async (ctx: AccountContext): Promise<SessionAnswer<WebAuthn>> => {
  requireSession(ctx)
  const { response, cookies } = await callAuth(ctx, {
    cookie: null,
    sees: [],
    inSession: true,
    act: (api, headers) =>
      api.generatePasskeyRegistrationOptions({
        query: { name: ctx.actor.email },
        headers,
        returnHeaders: true,
      }),
  })
  return { answer: { ...response }, cookies }
}

/** Adds a passkey with the browser's answer to the options. @throws 400, 401 `user_verification_required` */
export const addPasskey = async (
  ctx: AccountContext,
  input: { name: string; response: WebAuthn; cookie: string | null },
): Promise<Passkey> => {
  requireSession(ctx)
  const answer = requireAnswer(creation, input.response)
  const { response } = await callAuth(ctx, {
    cookie: input.cookie,
    sees: ['passkey_challenge'],
    inSession: true,
    act: (api, headers) =>
      api.verifyPasskeyRegistration({
        body: { response: answer, name: input.name },
        headers,
        returnHeaders: true,
      }),
  })
  await recordAccountAudit(ctx, ctx.actor, 'account.passkey_added', {
    targets: [{ type: 'passkey', id: response.id, name: input.name }],
  })
  return present({ id: response.id, name: input.name, created_at: response.createdAt }, ctx.now)
}

/** Removes a passkey of the person. @throws 404 */
export const removePasskey = async (ctx: AccountContext, input: { passkeyId: string }): Promise<void> => {
  requireSession(ctx)
  const row = await deletePasskey(ctx.tx, ctx.actor.id, input.passkeyId)
  if (row === undefined) throw notFound('passkey')
  await recordAccountAudit(ctx, ctx.actor, 'account.passkey_removed', {
    targets: [{ type: 'passkey', id: row.id, name: row.name ?? 'Passkey' }],
  })
}

/** WebAuthn request options for signing in; the authenticator must verify the person. */
export const startPasskeySignIn = async (ctx: Context): Promise<SessionAnswer<WebAuthn>> => {
  const { response, cookies } = await callAuth(ctx, {
    cookie: null,
    sees: [],
    act: (api, headers) => api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
  })
  return { answer: { ...response, userVerification: 'required' }, cookies }
}

/** Signs in with a passkey, which stands for two factors. @throws 401 `invalid_passkey`, `user_verification_required` */
export const signInWithPasskey = async (
  ctx: Context,
  input: { response: WebAuthn; cookie: string | null },
): Promise<SessionAnswer> => {
  const answer = requireAnswer(assertion, input.response)
  try {
    const { response, cookies } = await callAuth(ctx, {
      cookie: input.cookie,
      sees: ['passkey_challenge'],
      act: (api, headers) =>
        api.verifyPasskeyAuthentication({ body: { response: answer }, headers, returnHeaders: true }),
    })
    const { session, user } = response
    return { answer: await completeSignIn(ctx, user.id, session.token), cookies }
  } catch (error) {
    // The challenge is used up whatever came of it.
    throw error instanceof DomainError ? await keepChanges(ctx, error) : error
  }
}
