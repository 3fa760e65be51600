import type { FastifyInstance } from 'fastify'
import { isReachable } from '#server/kernel/database/is-reachable.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

/** /api/health: the process answers. /api/ready: it may be sent requests: the database answers and nothing is closing. */
export const registerHealthRoutes = (app: FastifyInstance, runtime: Runtime): void => {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.get('/api/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/api/ready', { schema: { hide: true } }, async (_request, reply) => {
    const isReady = !isClosing && (await isReachable(runtime.database))
    return reply
      .status(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : isClosing ? 'closing' : 'database_unreachable' })
  })
}
