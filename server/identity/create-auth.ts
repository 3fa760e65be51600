import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { createAmbientDatabase } from '#server/kernel/database/ambient-database.ts'
import { type IdPrefix, newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { COOKIE_PREFIX, cookieSecret } from './auth-names.ts'
import { boundContext, withBoundContext } from './bind-context.ts'
import { hashPassword, verifyPassword } from './hash-password.ts'
import { sendResetMail } from './send-reset-mail.ts'

const DAY = 86_400
/** Of a remembered session; another one lasts a day. Both slide with use. */
const SESSION_DAYS = 30
const MAX_USER_AGENT = 500

const PREFIXES: Record<string, IdPrefix> = {
  user: 'user',
  users: 'user',
  session: 'sess',
  sessions: 'sess',
  account: 'acc',
  accounts: 'acc',
  verification: 'ver',
  verifications: 'ver',
  twoFactor: 'tfa',
  two_factors: 'tfa',
  passkey: 'pk',
  passkeys: 'pk',
}

const makeId = (model: string): string => {
  const prefix = PREFIXES[model]
  if (prefix === undefined) throw new Error(`There is no id prefix for ${model}.`)
  return newId(prefix)
}

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

const models = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...stamps } },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', ...stamps },
    storeIdentifier: 'hashed' as const,
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
}

const sessions = {
  modelName: 'sessions',
  fields: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    ...stamps,
  },
  expiresIn: SESSION_DAYS * DAY,
  freshAge: DAY,
  disableSessionRefresh: true,
  cookieCache: { enabled: false },
}

interface NewSession extends Record<string, unknown> {
  expiresAt: Date
  createdAt: Date
}

/** Where and when a session began, by the request and by this process's clock. */
const describeSession = async (session: NewSession) => {
  const { request, now } = boundContext()
  const lifetime = session.expiresAt.getTime() - session.createdAt.getTime()
  return {
    data: {
      ...session,
      ipAddress: request.ip,
      userAgent: request.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + lifetime),
    },
  }
}

/** The library counts from the machine's clock; what it stores ends by this process's. */
const describeVerification = async <T extends { expiresAt: Date }>(verification: T) => {
  const lifetime = verification.expiresAt.getTime() - Date.now()
  return { data: { ...verification, expiresAt: new Date(boundContext().now.getTime() + lifetime) } }
}

const secondFactor = () =>
  twoFactor({
    issuer: 'Guildhall',
    // Recovery codes are encrypted by the library, like the secret; ten failures lock for a quarter of an hour.
    backupCodeOptions: { storeBackupCodes: 'encrypted', amount: 10 },
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factors',
        fields: {
          backupCodes: 'backup_codes',
          userId: 'user_id',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })

const mustBeVerifiedByDevice = (isVerified: boolean | undefined): void => {
  if (isVerified === true) return
  throw new APIError('UNAUTHORIZED', {
    code: 'USER_VERIFICATION_REQUIRED',
    message: 'The passkey must ask for a fingerprint, face or PIN.',
  })
}

// A passkey stands for two factors, so each use must have asked for the person, not only for the device.
const passkeys = (publicUrl: string) =>
  passkey({
    rpID: new URL(publicUrl).hostname,
    rpName: 'Guildhall',
    origin: publicUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
    registration: {
      afterVerification: async ({ verification }) => {
        mustBeVerifiedByDevice(verification.registrationInfo?.userVerified)
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        mustBeVerifiedByDevice(verification.authenticationInfo.userVerified)
      },
    },
    schema: {
      passkey: {
        modelName: 'passkeys',
        fields: {
          publicKey: 'public_key',
          userId: 'user_id',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })

/**
 * The authentication library, set up for this process. Its HTTP endpoints are not served: routes of our own call
 * its functions, inside `bindContext`, so that what it writes belongs to the verb's transaction.
 */
export const createAuth = (runtime: Runtime) =>
  betterAuth({
    appName: 'Guildhall',
    baseURL: runtime.config.publicUrl,
    secret: cookieSecret(runtime),
    trustedOrigins: [runtime.config.publicUrl],
    database: {
      db: createAmbientDatabase(() => boundContext().tx),
      type: 'postgres',
      transaction: false,
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    ...models,
    session: sessions,
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
      sendResetPassword: ({ user, token }) => withBoundContext((ctx) => sendResetMail(ctx, user, token)),
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
    },
    databaseHooks: {
      session: { create: { before: (session) => describeSession(session) } },
      verification: { create: { before: (verification) => describeVerification(verification) } },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: runtime.config.publicUrl.startsWith('https:') },
      database: { generateId: ({ model }) => makeId(model), validateSchema: false },
    },
    plugins: [secondFactor(), passkeys(runtime.config.publicUrl)],
  })

export type Auth = ReturnType<typeof createAuth>
