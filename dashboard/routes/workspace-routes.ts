import { createRoute, redirect } from '@tanstack/react-router'
import { addressIn, homeOf } from '../frame/navigation.ts'
import { activeWorkspace, meQuery } from '../frame/use-me.ts'
import { queryClient } from '../query-client.ts'
import { linkRoutes } from './link-routes.ts'
import { page } from './page.ts'
import { frameRoute } from './root-routes.ts'
import { workspaceRoute as workspace } from './workspace-route.ts'

async function leadToWorkspace(path: string | null): Promise<never> {
  const workspace = activeWorkspace(await queryClient.ensureQueryData(meQuery))
  if (workspace === undefined) throw redirect({ to: '/dashboard/new-organization' })
  throw redirect({ href: addressIn(workspace, path ?? homeOf()), replace: true })
}

// Addresses without a workspace lead to the same page of the active one.
const SHORT_ADDRESSES: Record<string, string | null> = {
  '/dashboard': null,
  '/dashboard/organizations': null,
  '/dashboard/links': 'links',
  '/dashboard/analytics': 'analytics',
  '/dashboard/teams': 'teams',
  '/dashboard/scheduling/teams': 'scheduling/teams',
  '/dashboard/projects': 'projects',
  '/dashboard/audit-log': 'audit-log',
  '/dashboard/settings': 'settings/general',
}

const shortAddresses = Object.entries(SHORT_ADDRESSES).map(([address, path]) =>
  createRoute({
    getParentRoute: () => frameRoute,
    path: address,
    beforeLoad: () => leadToWorkspace(path),
  }),
)

const newOrganization = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dashboard/new-organization',
  component: page(() =>
    import('../pages/organizations/create-organization-page.tsx').then((file) => file.CreateOrganizationPage),
  ),
})

const index = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: async ({ params }) => {
    const me = await queryClient.ensureQueryData(meQuery)
    const entered = me.workspaces.find(({ slug }) => slug === params.org)
    if (entered !== undefined) throw redirect({ href: addressIn(entered, homeOf()), replace: true })
  },
})

const people = createRoute({
  getParentRoute: () => workspace,
  path: '/teams',
  component: page(() =>
    import('../pages/people/team-management-page.tsx').then((file) => file.TeamManagementPage),
  ),
})

const teams = createRoute({
  getParentRoute: () => workspace,
  path: '/scheduling/teams',
  component: page(() => import('../pages/teams/teams-page.tsx').then((file) => file.TeamsPage)),
})

const team = createRoute({
  getParentRoute: () => workspace,
  path: '/scheduling/teams/$teamId',
  component: page(() => import('../pages/teams/team-page.tsx').then((file) => file.TeamPage)),
})

const projects = createRoute({
  getParentRoute: () => workspace,
  path: '/projects',
  component: page(() => import('../pages/projects/projects-page.tsx').then((file) => file.ProjectsPage)),
})

const project = createRoute({
  getParentRoute: () => workspace,
  path: '/projects/$projectId',
  component: page(() => import('../pages/projects/project-page.tsx').then((file) => file.ProjectPage)),
})

const auditLog = createRoute({
  getParentRoute: () => workspace,
  path: '/audit-log',
  component: page(() => import('../pages/audit/audit-log-page.tsx').then((file) => file.AuditLogPage)),
})

const settings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  beforeLoad: ({ params }) => {
    throw redirect({ href: addressIn({ slug: params.org }, 'settings/general'), replace: true })
  },
})

const general = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/general',
  component: page(() =>
    import('../pages/settings/general-settings-page.tsx').then((file) => file.GeneralSettingsPage),
  ),
})

const usage = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/usage',
  component: page(() => import('../pages/settings/usage-page.tsx').then((file) => file.UsagePage)),
})

const apiKeys = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/api-keys',
  component: page(() => import('../pages/settings/api-keys-page.tsx').then((file) => file.ApiKeysPage)),
})

/** Pages of a workspace, the short addresses that lead to them, and the page that makes one. */
export const workspaceRoutes = [
  ...shortAddresses,
  newOrganization,
  workspace.addChildren([
    index,
    people,
    teams,
    team,
    projects,
    project,
    auditLog,
    settings,
    general,
    usage,
    apiKeys,
    ...linkRoutes,
  ]),
]
