import type { FastifyRequest } from 'fastify'
import type { Credentials } from '#server/identity/read-credentials.ts'
import { forbidden } from '#server/kernel/errors.ts'
import { parseUrl } from '#shared/parse-url.ts'

const hostOf = (origin: string): string | null => parseUrl(origin)?.host ?? null

/**
 * A browser sends cookies along with other sites' requests, so what changes something must come from our own pages:
 * an Origin, where there is one, must be this host or PUBLIC_URL. Bearer tokens are never sent by themselves.
 */
export const refuseForeignOrigin = (
  request: FastifyRequest,
  credentials: Credentials,
  publicUrl: string,
): void => {
  if (credentials.kind !== 'none' && credentials.kind !== 'cookie') return
  const { origin } = request.headers
  const isForeign =
    origin === undefined
      ? request.headers['sec-fetch-site'] === 'cross-site'
      : origin !== publicUrl && hostOf(origin) !== request.headers.host
  if (isForeign) throw forbidden('cross_origin', 'This request came from a page of another site.')
}
