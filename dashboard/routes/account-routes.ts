import { createRoute, redirect } from '@tanstack/react-router'
import { page } from './page.ts'
import { frameRoute } from './root-routes.ts'

const layout = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  component: page(() => import('../pages/account/account-layout.tsx').then((file) => file.AccountLayout)),
})

const index = createRoute({
  getParentRoute: () => layout,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/account/profile' })
  },
})

const profile = createRoute({
  getParentRoute: () => layout,
  path: '/profile',
  component: page(() => import('../pages/account/profile-page.tsx').then((file) => file.ProfilePage)),
})

const security = createRoute({
  getParentRoute: () => layout,
  path: '/security',
  component: page(() => import('../pages/account/security-page.tsx').then((file) => file.SecurityPage)),
})

const sessions = createRoute({
  getParentRoute: () => layout,
  path: '/sessions',
  component: page(() => import('../pages/account/sessions-page.tsx').then((file) => file.SessionsPage)),
})

const apiKeys = createRoute({
  getParentRoute: () => layout,
  path: '/api-keys',
  component: page(() =>
    import('../pages/account/personal-keys-page.tsx').then((file) => file.PersonalKeysPage),
  ),
})

const auditLog = createRoute({
  getParentRoute: () => layout,
  path: '/audit-log',
  component: page(() => import('../pages/account/my-audit-log-page.tsx').then((file) => file.MyAuditLogPage)),
})

const mailbox = createRoute({
  getParentRoute: () => frameRoute,
  path: '/operator/mailbox',
  component: page(() => import('../pages/operator/mailbox-page.tsx').then((file) => file.MailboxPage)),
})

const abuseReports = createRoute({
  getParentRoute: () => frameRoute,
  path: '/operator/abuse-reports',
  component: page(() =>
    import('../pages/operator/abuse-reports-page.tsx').then((file) => file.AbuseReportsPage),
  ),
})

/** Pages about the signed-in person, and the operator's. */
export const accountRoutes = [
  layout.addChildren([index, profile, security, sessions, apiKeys, auditLog]),
  mailbox,
  abuseReports,
] as const
