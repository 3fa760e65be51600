import { createRouter } from '@tanstack/react-router'
import { ErrorPage } from './frame/error-page.tsx'
import { NotFoundPage } from './frame/not-found-page.tsx'
import { accountRoutes } from './routes/account-routes.ts'
import { authRoutes } from './routes/auth-routes.ts'
import { frameRoute, rootRoute } from './routes/root-routes.ts'
import { workspaceRoutes } from './routes/workspace-routes.ts'

// Plain text in the address: `?page=2&search=ada`, no JSON and no quotes.
const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search))

const stringifySearch = (search: Record<string, unknown>): string => {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** Every page of the dashboard, each loaded when it is first opened. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...authRoutes,
    frameRoute.addChildren([...accountRoutes, ...workspaceRoutes]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingMs: 300,
  scrollRestoration: true,
})
