import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconCalendarTime,
  IconChartBar,
  IconDeviceMobile,
  IconFolders,
  IconGauge,
  IconHistory,
  IconKey,
  IconLink,
  IconPlugConnected,
  IconQrcode,
  IconSettings,
  IconTags,
  IconUsers,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import type { Workspace } from './use-me.ts'

export interface NavigationEntry {
  label: string
  /** Its name where it stands without its section: in the palette. */
  fullLabel?: string
  /** Below `/dashboard/{org-slug}/`. */
  path: string
  icon: Icon
  /** Left out: for every kind of workspace. */
  kinds?: readonly Workspace['kind'][]
  keywords?: readonly string[]
  children?: readonly NavigationEntry[]
}

export interface NavigationSection {
  label: string | null
  entries: readonly NavigationEntry[]
}

/** The sidebar and the palette are made from this: a new kind of page is one entry. */
const NAVIGATION: readonly NavigationSection[] = [
  {
    label: null,
    entries: [
      { label: 'Links', path: 'links', icon: IconLink, keywords: ['short links', 'slugs', 'import', 'bulk'] },
      { label: 'QR codes', path: 'qr-codes', icon: IconQrcode, keywords: ['scan'] },
      {
        label: 'Analytics',
        path: 'analytics',
        icon: IconChartBar,
        keywords: ['clicks', 'statistics', 'map', 'live'],
      },
    ],
  },
  {
    label: 'Scheduling',
    entries: [
      {
        label: 'Teams',
        fullLabel: 'Scheduling · Teams',
        path: 'scheduling/teams',
        icon: IconCalendarTime,
        kinds: ['organization'],
        keywords: ['booking teams', 'scheduling teams'],
      },
    ],
  },
  {
    label: 'Management',
    entries: [
      {
        label: 'Teams',
        fullLabel: 'Team Management',
        path: 'teams',
        icon: IconUsers,
        kinds: ['organization'],
        keywords: ['team management', 'members', 'people', 'invitations', 'roles', 'permissions'],
      },
      { label: 'Projects', path: 'projects', icon: IconFolders },
      { label: 'Audit log', path: 'audit-log', icon: IconHistory, keywords: ['history', 'events'] },
    ],
  },
  {
    label: null,
    entries: [
      {
        label: 'Settings',
        path: 'settings',
        icon: IconSettings,
        children: [
          {
            label: 'General',
            fullLabel: 'Settings · General',
            path: 'settings/general',
            icon: IconAdjustmentsHorizontal,
            keywords: ['organization', 'rename', 'delete', 'danger zone', 'transfer', 'leave'],
          },
          {
            label: 'Usage & limits',
            fullLabel: 'Settings · Usage & limits',
            path: 'settings/usage',
            icon: IconGauge,
            keywords: ['plan'],
          },
          {
            label: 'Domains',
            fullLabel: 'Settings · Domains',
            path: 'settings/domains',
            icon: IconWorld,
            keywords: ['dns', 'hostname', 'custom domain', 'tls'],
          },
          {
            label: 'Tags & UTM',
            fullLabel: 'Settings · Tags & UTM templates',
            path: 'settings/tags',
            icon: IconTags,
            keywords: ['campaign', 'labels'],
          },
          {
            label: 'Apps',
            fullLabel: 'Settings · Apps',
            path: 'settings/apps',
            icon: IconDeviceMobile,
            keywords: ['ios', 'android', 'universal links', 'app links', 'deep links'],
          },
          {
            label: 'Webhooks',
            fullLabel: 'Settings · Webhooks',
            path: 'settings/webhooks',
            icon: IconWebhook,
            keywords: ['events', 'deliveries'],
          },
          {
            label: 'Integrations',
            fullLabel: 'Settings · Integrations',
            path: 'settings/integrations',
            icon: IconPlugConnected,
            keywords: ['slack', 'discord', 'channels'],
          },
          {
            label: 'API keys',
            fullLabel: 'Settings · API keys',
            path: 'settings/api-keys',
            icon: IconKey,
            keywords: ['service keys', 'token'],
          },
        ],
      },
    ],
  },
]

/** The sections that apply to a workspace; a section without entries is left out. */
export const navigationFor = ({ kind }: Workspace): NavigationSection[] =>
  NAVIGATION.map((section) => ({
    ...section,
    entries: section.entries.filter(({ kinds }) => kinds?.includes(kind) ?? true),
  })).filter(({ entries }) => entries.length > 0)

/** Every page of a workspace, children in place of their parents. */
export const pagesFor = (workspace: Workspace): NavigationEntry[] =>
  navigationFor(workspace).flatMap(({ entries }) => entries.flatMap((entry) => entry.children ?? [entry]))

/** The page a workspace opens with. */
export const homeOf = (): string => 'links'

export const addressIn = (workspace: Pick<Workspace, 'slug'>, path: string): string =>
  `/dashboard/${workspace.slug}/${path}`

/** Where switching leads: the same page of the other workspace, or its first page. */
export function sameSectionIn(workspace: Workspace, pathname: string): string {
  const path = pathname.split('/').slice(3).join('/')
  const same = pagesFor(workspace).find((entry) => path === entry.path || path.startsWith(`${entry.path}/`))
  return addressIn(workspace, same?.path ?? homeOf())
}
