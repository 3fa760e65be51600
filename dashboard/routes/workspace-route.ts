import { createRoute } from '@tanstack/react-router'
import { page } from './page.ts'
import { frameRoute } from './root-routes.ts'

/** What lies below a workspace's slug. */
export const workspaceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dashboard/$org',
  component: page(() => import('../frame/workspace-layout.tsx').then((file) => file.WorkspaceLayout)),
})
