import { z } from 'zod'
import { confirmation, email, fields, idOf, instant, line, password } from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Account'
const secondFactorCode = z.string().trim().min(6).max(32)

/** Signed in, or a second factor is still to come. */
export const signedIn = fields({
  token: z
    .string()
    .nullable()
    .describe('Bearer token of the session; also set as a cookie. Null while a second factor is awaited'),
  is_second_factor_required: z.boolean(),
  user: fields({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
})

export const getSetup = defineRoute({
  method: 'GET',
  path: '/api/setup',
  access: 'public',
  tag: 'Setup',
  summary: 'Whether this instance still waits for its first account',
  response: fields({ is_needed: z.boolean() }),
})
export const setUp = defineRoute({
  method: 'POST',
  path: '/api/setup',
  access: 'public',
  tag: 'Setup',
  summary: 'Create the first account, which operates this instance, and its organization; works once',
  body: fields({ name: line(100), email, password, organization_name: line(100) }),
  response: fields({
    token: z.string(),
    organization: fields({ id: z.string(), name: z.string(), slug: z.string() }),
  }),
  status: 201,
})

export const signUp = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-up',
  access: 'public',
  tag,
  summary: 'Create an account with its personal workspace; a mail verifies the e-mail',
  body: fields({ name: line(100), email, password }),
  response: signedIn,
  status: 201,
})
export const signIn = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-in',
  access: 'public',
  tag,
  summary: 'Sign in with e-mail and password',
  body: fields({ email, password: z.string().min(1).max(128), remember: z.boolean().default(true) }),
  response: signedIn,
})
export const verifySecondFactor = defineRoute({
  method: 'POST',
  path: '/api/auth/second-factor/verify',
  access: 'public',
  tag,
  summary: 'Finish signing in with a code of the authenticator app, or a recovery code',
  body: fields({
    code: secondFactorCode,
    is_recovery_code: z.boolean().default(false),
    trust_device: z.boolean().default(false),
  }),
  response: signedIn,
})
export const signOut = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-out',
  access: 'public',
  tag,
  summary: 'End this session',
  response: confirmation,
})
export const verifyEmail = defineRoute({
  method: 'POST',
  path: '/api/auth/verify-email',
  access: 'public',
  tag,
  summary: 'Verify an e-mail address (a new account or a changed one) with the token of the mail',
  body: fields({ token: z.string().min(1).max(500) }),
  response: confirmation,
})
export const sendVerificationEmail = defineRoute({
  method: 'POST',
  path: '/api/auth/send-verification-email',
  access: 'account',
  tag,
  summary: 'Send the verification mail again',
  response: confirmation,
})
export const requestPasswordReset = defineRoute({
  method: 'POST',
  path: '/api/auth/forget-password',
  access: 'public',
  tag,
  summary: 'Send a mail to reset the password; answers alike whether the account exists or not',
  body: fields({ email }),
  response: confirmation,
})
export const resetPassword = defineRoute({
  method: 'POST',
  path: '/api/auth/reset-password',
  access: 'public',
  tag,
  summary: 'Set a new password with the token of the mail; ends every session',
  body: fields({ token: z.string().min(1).max(500), password }),
  response: confirmation,
})

export const updateProfile = defineRoute({
  method: 'PATCH',
  path: '/api/me',
  access: 'account',
  tag,
  summary: 'Change your name or picture',
  body: fields({ name: line(100).optional(), image: z.httpUrl().max(2000).nullable().optional() }),
  response: confirmation,
})
export const changeEmail = defineRoute({
  method: 'POST',
  path: '/api/me/change-email',
  access: 'account',
  tag,
  summary: 'Change your e-mail; asks for the password, takes effect when the new address is verified',
  body: fields({ email, password: z.string().min(1).max(128) }),
  response: confirmation,
})
export const changePassword = defineRoute({
  method: 'POST',
  path: '/api/me/change-password',
  access: 'account',
  tag,
  summary: 'Change your password; ends your other sessions',
  body: fields({ current_password: z.string().min(1).max(128), password }),
  response: confirmation,
})
export const deleteAccount = defineRoute({
  method: 'DELETE',
  path: '/api/me',
  access: 'account',
  tag,
  summary: 'Delete your account; refused with what blocks it while you are the last owner of an organization',
  body: fields({ password: z.string().min(1).max(128) }),
  response: confirmation,
})
export const previewAccountDeletion = defineRoute({
  method: 'GET',
  path: '/api/me/deletion-preview',
  access: 'account',
  tag,
  summary: 'What deleting your account would touch, and what blocks it',
  response: fields({
    is_blocked: z.boolean(),
    last_owner_of: z.array(fields({ id: z.string(), name: z.string(), slug: z.string() })),
    leaves: z.array(fields({ id: z.string(), name: z.string() })),
  }),
})

export const session = fields({
  id: z.string(),
  created_at: instant,
  last_active_at: instant,
  expires_at: instant,
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  is_current: z.boolean(),
})
export const listSessions = defineRoute({
  method: 'GET',
  path: '/api/me/sessions',
  access: 'account',
  tag,
  summary: 'List your sessions',
  response: fields({ data: z.array(session) }),
})
export const endSession = defineRoute({
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  access: 'account',
  tag,
  summary: 'End one of your sessions',
  params: fields({ sessionId: idOf('sess') }),
  response: confirmation,
})
export const endOtherSessions = defineRoute({
  method: 'POST',
  path: '/api/me/sessions/end-others',
  access: 'account',
  tag,
  summary: 'End all your sessions but this one',
  response: confirmation,
})

const renewedSession = fields({
  message: z.string(),
  token: z
    .string()
    .describe('The session goes on under this new token, also set as a cookie; the old one has ended'),
})
export const startSecondFactor = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/start',
  access: 'account',
  tag,
  summary:
    'Start setting up a second factor: the secret as an otpauth address, and recovery codes shown this once',
  body: fields({ password: z.string().min(1).max(128) }),
  response: fields({ otpauth_url: z.string(), recovery_codes: z.array(z.string()) }),
})
export const enableSecondFactor = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/enable',
  access: 'account',
  tag,
  summary: 'Finish setting up with a first code',
  body: fields({ code: secondFactorCode }),
  response: renewedSession,
})
export const disableSecondFactor = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/disable',
  access: 'account',
  tag,
  summary: 'Turn the second factor off',
  body: fields({ password: z.string().min(1).max(128) }),
  response: renewedSession,
})
export const renewRecoveryCodes = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/recovery-codes',
  access: 'account',
  tag,
  summary: 'Make new recovery codes; the old ones end',
  body: fields({ password: z.string().min(1).max(128) }),
  response: fields({ recovery_codes: z.array(z.string()) }),
})

const webauthn = z.record(z.string(), z.unknown())
export const passkey = fields({ id: z.string(), name: z.string(), created_at: instant })
export const listPasskeys = defineRoute({
  method: 'GET',
  path: '/api/me/passkeys',
  access: 'account',
  tag,
  summary: 'List your passkeys',
  response: fields({ data: z.array(passkey) }),
})
export const startPasskey = defineRoute({
  method: 'POST',
  path: '/api/me/passkeys/options',
  access: 'account',
  tag,
  summary: 'WebAuthn creation options for a new passkey',
  response: webauthn,
})
export const addPasskey = defineRoute({
  method: 'POST',
  path: '/api/me/passkeys',
  access: 'account',
  tag,
  summary: 'Add a passkey with the browser’s answer',
  body: fields({ name: line(100), response: webauthn }),
  response: passkey,
  status: 201,
})
export const removePasskey = defineRoute({
  method: 'DELETE',
  path: '/api/me/passkeys/:passkeyId',
  access: 'account',
  tag,
  summary: 'Remove a passkey',
  params: fields({ passkeyId: idOf('pk') }),
  response: confirmation,
})
export const startPasskeySignIn = defineRoute({
  method: 'POST',
  path: '/api/auth/passkey/options',
  access: 'public',
  tag,
  summary: 'WebAuthn request options to sign in with a passkey',
  response: webauthn,
})
export const signInWithPasskey = defineRoute({
  method: 'POST',
  path: '/api/auth/passkey/sign-in',
  access: 'public',
  tag,
  summary: 'Sign in with the browser’s answer',
  body: fields({ response: webauthn }),
  response: signedIn,
})
