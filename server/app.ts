import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { registerAbuseRoutes } from './abuse/abuse-routes.ts'
import { registerAppsRoutes } from './apps/apps-routes.ts'
import { registerAuditRoutes } from './audit/audit-routes.ts'
import { registerDomainsRoutes } from './domains/domains-routes.ts'
import { answerError } from './http/answer-error.ts'
import { registerApiReference } from './http/api-reference.ts'
import { registerHealthRoutes } from './http/health-routes.ts'
import { refuseHostileText } from './http/refuse-hostile-text.ts'
import { createRouter, type Router } from './http/router.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveDashboard } from './http/serve-dashboard.ts'
import { registerIdentityRoutes } from './identity/identity-routes.ts'
import { notFound } from './kernel/errors.ts'
import { newId } from './kernel/ids.ts'
import type { Runtime } from './kernel/runtime.ts'
import { registerOperatorRoutes } from './operator/operator-routes.ts'
import { registerInvitationsRoutes } from './organizations/invitations-routes.ts'
import { registerMembersRoutes } from './organizations/members-routes.ts'
import { registerOrganizationsRoutes } from './organizations/organizations-routes.ts'
import { registerRolesRoutes } from './organizations/roles-routes.ts'
import { registerPlansRoutes } from './plans/plans-routes.ts'
import { registerProjectsRoutes } from './projects/projects-routes.ts'
import { directRequest } from './public/direct-request.ts'
import { createFastLane } from './public/fast-lane.ts'
import { registerPublicRoutes } from './public/public-routes.ts'
import { serveWithLane } from './public/serve-with-lane.ts'
import { registerQrCodesRoutes } from './qr-codes/qr-codes-routes.ts'
import { registerLinkBulkRoutes } from './short-links/link-bulk-routes.ts'
import { registerLinksRoutes } from './short-links/links-routes.ts'
import { registerTagsRoutes } from './short-links/tags-routes.ts'
import { registerTeamsRoutes } from './teams/teams-routes.ts'
import { registerAnalyticsRoutes } from './visits/analytics-routes.ts'
import { registerWebhooksRoutes } from './webhooks/webhooks-routes.ts'

export interface AppOptions {
  areRatesLimited: boolean
  /** Turns a response into text; tests check it against the contract here. */
  serialize?: (schema: unknown) => (data: unknown) => string
}

const BODY_LIMIT = 256 * 1024
const REQUEST_TIMEOUT_MS = 60_000

const registerDomains = (router: Router): void => {
  registerIdentityRoutes(router)
  registerOrganizationsRoutes(router)
  registerMembersRoutes(router)
  registerRolesRoutes(router)
  registerInvitationsRoutes(router)
  registerTeamsRoutes(router)
  registerProjectsRoutes(router)
  registerPlansRoutes(router)
  registerAuditRoutes(router)
  registerOperatorRoutes(router)
  registerLinkBulkRoutes(router)
  registerLinksRoutes(router)
  registerTagsRoutes(router)
  registerDomainsRoutes(router)
  registerAppsRoutes(router)
  registerAbuseRoutes(router)
  registerQrCodesRoutes(router)
  registerAnalyticsRoutes(router)
  registerWebhooksRoutes(router)
}

const registerSafety = async (app: FastifyInstance, runtime: Runtime): Promise<void> => {
  const headers = securityHeaders(runtime.config.publicUrl.startsWith('https:'))
  await app.register(rateLimit, { global: false, enableDraftSpec: true, ipv6Subnet: 64 })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.addHook('preValidation', refuseHostileText)
}

/** The whole server on one Fastify instance, not listening yet. */
export const buildApp = async (runtime: Runtime, options: AppOptions): Promise<FastifyInstance> => {
  const log: FastifyBaseLogger = runtime.log
  const lane = createFastLane(runtime)
  let isClosing = false
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: runtime.config.logLevel !== 'debug' }),
    trustProxy: runtime.config.trustProxy,
    bodyLimit: BODY_LIMIT,
    genReqId: () => newId('req'),
    serverFactory: (next) =>
      serveWithLane({ lane, next, requestTimeoutMs: REQUEST_TIMEOUT_MS, isClosing: () => isClosing }),
    rewriteUrl: (request) => directRequest(runtime, request),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  })
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema }) => options.serialize?.(schema) ?? JSON.stringify)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request) => {
    throw notFound(request.url.startsWith('/api/') ? 'endpoint' : 'page')
  })
  await registerSafety(app, runtime)
  await registerApiReference(app, runtime)
  registerHealthRoutes(app, runtime)
  registerDomains(createRouter(app, runtime, options.areRatesLimited))
  await serveDashboard(app)
  await registerPublicRoutes(app, runtime)
  return app
}
