import type { APIError } from 'better-auth/api'
import { conflict, DomainError, invalid, unauthenticated } from '#server/kernel/errors.ts'

const EXPLANATIONS: Record<string, () => DomainError> = {
  INVALID_EMAIL_OR_PASSWORD: () =>
    new DomainError(401, 'invalid_credentials', 'The e-mail or the password is wrong.'),
  INVALID_EMAIL: () => invalid('email', 'must be an e-mail address, like name@example.com'),
  INVALID_PASSWORD: () => wrongPassword(),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => wrongPassword(),
  PASSWORD_TOO_SHORT: () => invalid('password', 'must be at least 12 characters'),
  PASSWORD_TOO_LONG: () => invalid('password', 'must be at most 128 characters'),
  USER_ALREADY_EXISTS: () => emailTaken(),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: () => emailTaken(),
  INVALID_TOKEN: () => invalidToken(),
  TOKEN_EXPIRED: () => invalidToken(),
  USER_NOT_FOUND: () => invalidToken(),
  INVALID_CODE: () => invalidCode(),
  INVALID_BACKUP_CODE: () => invalidCode(),
  INVALID_TWO_FACTOR_COOKIE: () => challengeEnded(),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => challengeEnded(),
  ACCOUNT_TEMPORARILY_LOCKED: () =>
    new DomainError(429, 'second_factor_locked', 'Too many wrong codes; wait a quarter of an hour.', {
      retry_after_seconds: 900,
    }),
  TOTP_ALREADY_ENABLED: () => conflict('second_factor_enabled', 'The second factor is on already.'),
  TOTP_NOT_ENABLED: () => secondFactorMissing(),
  TWO_FACTOR_NOT_ENABLED: () => secondFactorMissing(),
  BACKUP_CODES_NOT_ENABLED: () => secondFactorMissing(),
  SESSION_NOT_FRESH: () =>
    new DomainError(403, 'session_not_fresh', 'You signed in more than a day ago; sign in again for this.'),
  CHALLENGE_NOT_FOUND: () =>
    new DomainError(400, 'passkey_challenge_ended', 'This took longer than five minutes; start again.'),
  PASSKEY_NOT_FOUND: () => passkeyRefused(),
  AUTHENTICATION_FAILED: () => passkeyRefused(),
  USER_VERIFICATION_REQUIRED: () =>
    new DomainError(
      401,
      'user_verification_required',
      'The passkey must ask for a fingerprint, face or PIN.',
    ),
  FAILED_TO_VERIFY_REGISTRATION: () => invalid('response', 'is not the answer to this request'),
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: () =>
    invalid('response', 'is not the answer to this request'),
  UNAUTHORIZED: () => unauthenticated(),
}

/** 403: a password or code asked for once more is wrong. */
export const wrongPassword = (field = 'password'): DomainError =>
  new DomainError(403, 'wrong_password', 'The password is wrong.', {
    fields: [{ field, rule: 'is wrong' }],
  })

/** 409: another account has this e-mail. */
export const emailTaken = (): DomainError =>
  conflict('email_taken', 'An account with this e-mail exists; sign in instead.', {
    fields: [{ field: 'email', rule: 'belongs to an account already' }],
  })

/** 400: a mailed link that is unknown, used or too old; they look alike. */
export const invalidToken = (): DomainError =>
  new DomainError(400, 'invalid_token', 'This link is not valid, was used, or is too old.', {
    fields: [{ field: 'token', rule: 'is not valid, was used, or is too old' }],
  })

/** 401: a code of the second factor is wrong. */
export const invalidCode = (): DomainError =>
  new DomainError(401, 'invalid_code', 'The code is wrong.', {
    fields: [{ field: 'code', rule: 'is wrong' }],
  })

const challengeEnded = (): DomainError =>
  new DomainError(401, 'second_factor_expired', 'This sign-in took too long or too many tries; start again.')

const secondFactorMissing = (): DomainError =>
  conflict('second_factor_not_enabled', 'The second factor is not on.')

const passkeyRefused = (): DomainError =>
  new DomainError(401, 'invalid_passkey', 'This passkey is unknown here or its answer is not valid.')

/** The library's refusal as one of ours; what it should never answer is passed on as an unexpected error. */
export const explainAuthError = (error: APIError): Error => {
  const code = error.body?.code
  const explain = code === undefined ? undefined : EXPLANATIONS[code]
  return explain === undefined ? error : explain()
}
