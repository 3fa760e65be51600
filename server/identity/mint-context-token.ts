import { jwtVerify, SignJWT } from 'jose'
import type { Runtime } from '#server/kernel/runtime.ts'

const ISSUER = 'guildhall'
const DAYS = 30

/** What a context token says: whose it is, through which session or personal key, and which organization it names. */
export interface ContextTokenClaims {
  userId: string
  sessionId: string | null
  personalKeyId: string | null
  organizationId: string
}

type Signing = Pick<Runtime, 'secrets'>

/**
 * A bearer token (JWT, HS256, 30 days) that names an organization. It grants nothing by itself: it ends with its
 * session or key, and membership is read afresh on each request.
 */
export const mintContextToken = (
  runtime: Signing,
  claims: ContextTokenClaims,
  now: Date,
): Promise<string> => {
  const seconds = Math.floor(now.getTime() / 1000)
  return new SignJWT({
    org: claims.organizationId,
    ...(claims.sessionId === null ? {} : { sid: claims.sessionId }),
    ...(claims.personalKeyId === null ? {} : { kid: claims.personalKeyId }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setSubject(claims.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + DAYS * 86_400)
    .sign(runtime.secrets.keyFor('context-token'))
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The claims of a context token of ours that has not expired; null for any other text. */
export const readContextToken = async (
  runtime: Signing,
  token: string,
  now: Date,
): Promise<ContextTokenClaims | null> => {
  try {
    const { payload } = await jwtVerify(token, runtime.secrets.keyFor('context-token'), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: now,
      requiredClaims: ['sub', 'exp', 'org'],
    })
    const [userId, organizationId] = [text(payload.sub), text(payload['org'])]
    if (userId === null || organizationId === null) return null
    return { userId, organizationId, sessionId: text(payload['sid']), personalKeyId: text(payload['kid']) }
  } catch {
    return null
  }
}
