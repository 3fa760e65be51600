import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Runtime } from '#server/kernel/runtime.ts'

const DESCRIPTION = `Everything Guildhall does, over HTTP and JSON.

Sign in (\`POST /api/auth/sign-in\`) and send the answered token as \`Authorization: Bearer …\`, or make an API key.
Errors are \`{"error": {"code", "message", "details", "request_id"}}\`. Lists are \`{data, page, limit, total}\`.
POSTs that create honour \`Idempotency-Key\`. Requests over the limit answer 429 with \`Retry-After\`.`

/** OpenAPI 3.1 at /api/openapi.json, made from the schemas that validate, and a page to read it at /api/reference. */
export const registerApiReference = async (app: FastifyInstance, runtime: Runtime): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Guildhall', version: '0.1.0', description: DESCRIPTION },
      servers: [{ url: runtime.config.publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'guildhall.session_token' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(scalar, {
    routePrefix: '/api/reference',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      title: 'Guildhall API',
    },
  })
}
