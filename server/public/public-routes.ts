import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DEFAULT_HOST } from '#server/addresses/slug-key.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findPublicAnswer } from './find-public-answer.ts'
import { PAGE_STYLES_HASH } from './page-styles.ts'
import { GONE_PAGE, NOT_FOUND_PAGE, renderPage } from './render-page.ts'

const POLICY = [
  "default-src 'none'",
  `style-src '${PAGE_STYLES_HASH}'`,
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Paths under these are the program's own, and answer in its own way where nothing is. */
const OWN = new Set(['api', 'assets'])
const MISSING_AGE_SECONDS = 10
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i
const MAX_SLUG = 48

interface Answered {
  status: number
  text: string
  maxAgeSeconds: number
}

const sendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, maxAgeSeconds }: Answered,
) => {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  reply
    .header('content-security-policy', POLICY)
    .header('cache-control', `public, max-age=${maxAgeSeconds}`)
    .header('etag', tag)
  const known = request.headers['if-none-match']?.split(',').map((part) => part.trim().replace(/^W\//, ''))
  if (status === 200 && known?.includes(tag) === true) return reply.status(304).send()
  return reply.status(status).type('text/html; charset=utf-8').send(text)
}

const NOTHING: Answered = { status: 404, text: NOT_FOUND_PAGE, maxAgeSeconds: MISSING_AGE_SECONDS }
const GONE: Answered = { status: 410, text: GONE_PAGE, maxAgeSeconds: MISSING_AGE_SECONDS }

const answerVisitor = async (runtime: Runtime, request: FastifyRequest, reply: FastifyReply) => {
  const { slug, '*': tail = '' } = request.params as { slug: string; '*'?: string }
  if (OWN.has(slug)) return reply.callNotFound()
  // What can't be an address is not looked up: scanners ask for thousands of such paths.
  if (slug.length > MAX_SLUG || !SLUG.test(slug)) return sendPage(request, reply, NOTHING)
  const visit = {
    id: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
  }
  const rest = tail.split('/').filter((segment) => segment !== '')
  const answer = await findPublicAnswer(runtime, visit, { host: DEFAULT_HOST, slug, rest })
  if (answer === 'unknown') return sendPage(request, reply, NOTHING)
  if (answer === 'gone') return sendPage(request, reply, GONE)
  if (answer.type === 'redirect') {
    return reply
      .header('cache-control', `public, max-age=${answer.maxAgeSeconds}`)
      .redirect(answer.location, 302)
  }
  const url = `${runtime.config.publicUrl}/${[slug.toLowerCase(), ...rest].join('/')}`
  const text = renderPage({ title: answer.title, description: answer.description, url, body: answer.body })
  return sendPage(request, reply, { status: 200, text, maxAgeSeconds: answer.maxAgeSeconds })
}

/** What strangers meet under the instance's own host: `/{slug}` and what lies below. Register it last. */
export const registerPublicRoutes = (app: FastifyInstance, runtime: Runtime): void => {
  for (const url of ['/:slug', '/:slug/*']) {
    app.get(url, { schema: { hide: true } }, (request, reply) => answerVisitor(runtime, request, reply))
  }
}
