import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Runtime } from '#server/kernel/runtime.ts'
import { answerVisit } from './answer-visit.ts'
import { directedOf, ENTRANCE } from './direct-request.ts'
import { noticeAnswer } from './notice-pages.ts'
import { readVisit } from './read-visit.ts'
import { writeAnswer } from './write-answer.ts'

const FORM = 'application/x-www-form-urlencoded'
// A report: its texts may be percent-encoded.
const MAX_FORM_BYTES = 24 * 1024
/** Paths under these are the program's own, and answer in its own way where nothing is. */
const OWN = /^\/(?:api|assets)(?:[/?]|$)/

/** Answers past Fastify's reply: its headers are the dashboard's, and the fast lane sends the very same answers. */
const answerStranger = async (runtime: Runtime, request: FastifyRequest, reply: FastifyReply) => {
  const { host, url } = directedOf(request.raw)
  if (host.kind !== 'custom' && OWN.test(url)) return reply.callNotFound()
  const visit = readVisit(runtime, request.raw, host, url)
  const answer = await answerVisit({
    runtime,
    visit,
    requestId: request.id,
    ifNoneMatch: request.headers['if-none-match'],
    form: typeof request.body === 'string' ? request.body : null,
  }).catch((error: unknown) => {
    request.log.error({ err: error }, 'a visit could not be answered')
    return noticeAnswer('busy')
  })
  reply.hijack()
  writeAnswer(reply.raw, visit.method, answer)
  return reply
}

/** What strangers meet: links and pages under the instance's own host, and everything under others. Register it last. */
export const registerPublicRoutes = async (app: FastifyInstance, runtime: Runtime): Promise<void> => {
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, body),
    )
    // Any other body is left unread: no answer depends on it.
    routes.addContentTypeParser('*', (_request, _body, done) => done(null))
    const handler = (request: FastifyRequest, reply: FastifyReply) => answerStranger(runtime, request, reply)
    const schema = { hide: true }
    routes.route({ method: ['GET', 'HEAD', 'POST'], url: '/:slug', schema, handler })
    routes.route({ method: ['GET', 'HEAD', 'POST'], url: '/:slug/*', schema, handler })
    routes.all(ENTRANCE, { schema }, handler)
  })
}
