import { createRoute } from '@tanstack/react-router'
import { page } from './page.ts'
import { workspaceRoute as workspace } from './workspace-route.ts'

const links = createRoute({
  getParentRoute: () => workspace,
  path: '/links',
  component: page(() => import('../pages/links/links-page.tsx').then((file) => file.LinksPage)),
})

const newLink = createRoute({
  getParentRoute: () => workspace,
  path: '/links/new',
  component: page(() => import('../pages/links/new-link-page.tsx').then((file) => file.NewLinkPage)),
})

const importLinks = createRoute({
  getParentRoute: () => workspace,
  path: '/links/import',
  component: page(() => import('../pages/links/import-links-page.tsx').then((file) => file.ImportLinksPage)),
})

const link = createRoute({
  getParentRoute: () => workspace,
  path: '/links/$linkId',
  component: page(() => import('../pages/links/link-page.tsx').then((file) => file.LinkPage)),
})

const editLink = createRoute({
  getParentRoute: () => workspace,
  path: '/links/$linkId/edit',
  component: page(() => import('../pages/links/edit-link-page.tsx').then((file) => file.EditLinkPage)),
})

const analytics = createRoute({
  getParentRoute: () => workspace,
  path: '/analytics',
  component: page(() => import('../pages/analytics/analytics-page.tsx').then((file) => file.AnalyticsPage)),
})

const qrCodes = createRoute({
  getParentRoute: () => workspace,
  path: '/qr-codes',
  component: page(() => import('../pages/qr-codes/qr-codes-page.tsx').then((file) => file.QrCodesPage)),
})

const domains = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/domains',
  component: page(() => import('../pages/domains/domains-page.tsx').then((file) => file.DomainsPage)),
})

const apps = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/apps',
  component: page(() => import('../pages/apps/apps-page.tsx').then((file) => file.AppsPage)),
})

const tags = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/tags',
  component: page(() => import('../pages/links/tags-page.tsx').then((file) => file.TagsPage)),
})

const webhooks = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/webhooks',
  component: page(() => import('../pages/webhooks/webhooks-page.tsx').then((file) => file.WebhooksPage)),
})

const webhook = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/webhooks/$webhookId',
  component: page(() => import('../pages/webhooks/webhook-page.tsx').then((file) => file.WebhookPage)),
})

const integrations = createRoute({
  getParentRoute: () => workspace,
  path: '/settings/integrations',
  component: page(() =>
    import('../pages/webhooks/integrations-page.tsx').then((file) => file.IntegrationsPage),
  ),
})

/** Pages of short links and of what belongs to them. */
export const linkRoutes = [
  links,
  newLink,
  importLinks,
  link,
  editLink,
  analytics,
  qrCodes,
  domains,
  apps,
  tags,
  webhooks,
  webhook,
  integrations,
]
