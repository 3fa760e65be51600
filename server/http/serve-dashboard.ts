import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const PAGES = [
  '/',
  '/setup',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/verify-email',
  '/invite/*',
  '/dashboard',
  '/dashboard/*',
  '/account',
  '/account/*',
  '/operator/*',
]

/** dist/dashboard, seen from the bundle (dist/) and from the source (server/http/). */
const dashboardFolder = (): string | null => {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [join(here, 'dashboard'), join(here, '..', '..', 'dist', 'dashboard')]
  return places.find((place) => existsSync(join(place, 'index.html'))) ?? null
}

/** The dashboard's files, kept long because their names hold hashes, and its page for each of its paths. */
export const serveDashboard = async (app: FastifyInstance): Promise<void> => {
  const folder = dashboardFolder()
  if (folder === null) {
    app.log.warn('the dashboard is not built: only the API is served')
    return
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    // The build wrote a .br and a .gz beside each script and style.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isHashed = path.includes(`${join(folder, 'assets')}`)
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
    },
  })
  for (const path of PAGES) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page),
    )
  }
}
