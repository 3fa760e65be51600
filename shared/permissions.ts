/** Every permission, its category and what it allows; and the system roles' sets. Data only: nothing here decides. */

export const PERMISSION_CATALOGUE = {
  analytics: {
    description: 'View and export analytics data',
    permissions: { view: 'See clicks and views', export: 'Download analytics' },
  },
  links: {
    description: 'Create, read, update, delete, and archive short links',
    permissions: {
      read: 'See short links',
      create: 'Create short links',
      update: 'Edit short links',
      archive: 'Archive and restore short links',
      approve: 'Approve short links that wait for approval',
      delete: 'Delete short links',
    },
  },
  pages: {
    description: 'Create, edit and publish link pages',
    permissions: {
      read: 'See link pages',
      create: 'Create link pages',
      update: 'Edit and publish link pages',
      delete: 'Delete link pages',
    },
  },
  scheduling: {
    description: 'Manage event types, availability and bookings',
    permissions: {
      read: 'See event types and bookings',
      create: 'Create event types',
      update: 'Edit event types and reassign bookings',
      delete: 'Delete event types',
    },
  },
  projects: {
    description: 'Group links, pages and event types into projects',
    permissions: {
      read: 'See projects',
      create: 'Create projects',
      update: 'Edit and archive projects',
      delete: 'Delete projects',
    },
  },
  domains: {
    description: 'Manage custom domains',
    permissions: {
      read: 'See custom domains',
      create: 'Add custom domains',
      update: 'Edit and verify custom domains',
      delete: 'Remove custom domains',
    },
  },
  qr_codes: {
    description: 'Create and manage QR codes',
    permissions: {
      read: 'See QR codes',
      create: 'Create QR codes',
      update: 'Edit QR codes',
      delete: 'Delete QR codes',
    },
  },
  integrations: {
    description: 'Connect and manage integrations',
    permissions: { read: 'See integrations', manage: 'Connect, change and disconnect integrations' },
  },
  billing: {
    description: 'View and manage billing and subscription',
    permissions: { view: 'See the plan and its bills', manage: 'Change the plan and how it is paid' },
  },
  users: {
    description: 'Manage user accounts',
    permissions: {
      view: "See members' last activity and second factor",
      reactivate: 'Bring back members who were removed',
    },
  },
  api_keys: {
    description: 'Create and manage API keys',
    permissions: {
      use: 'Use the API with a key',
      view: "See the organization's API keys",
      create: 'Create API keys of the organization',
      revoke: 'Revoke API keys of the organization',
    },
  },
  organization: {
    description: 'Manage organization settings',
    permissions: {
      view: 'See the organization and its usage',
      update: 'Rename the organization',
      delete: 'Delete the organization',
      transfer: 'Hand over ownership',
    },
  },
  webhooks: {
    description: 'Create and manage webhooks',
    permissions: {
      read: 'See webhooks and their deliveries',
      create: 'Create webhooks',
      update: 'Edit and replay webhooks',
      delete: 'Delete webhooks',
    },
  },
  team: {
    description: 'Invite, remove, and manage team members and roles',
    permissions: {
      view: 'See members, roles and teams',
      invite: 'Invite people',
      remove: 'Remove members',
      change_role: "Change members' roles",
      manage_permissions: 'Create and edit roles and their permissions',
      create_teams: 'Create teams',
      manage_teams: 'Edit any team and its members',
      delete_teams: 'Delete teams',
    },
  },
  app_distribution: {
    description: 'Manage app distribution features',
    permissions: { read: 'See app distribution', manage: 'Change app distribution' },
  },
  smart_apps: {
    description: 'Manage smart app settings',
    permissions: { read: 'See registered apps', manage: 'Register and change apps' },
  },
  smart_links: {
    description: 'Manage smart link features',
    permissions: { read: 'See smart link rules', manage: 'Change smart link rules' },
  },
  settings: {
    description: 'View and update organization settings',
    permissions: { view: 'See organization settings', update: 'Change organization settings' },
  },
  audit_logs: {
    description: "Read the organization's audit log",
    permissions: { view: 'See the audit log', export: 'Download the audit log' },
  },
  scim: {
    description: 'Provision people from an identity provider',
    permissions: { view: 'See provisioning', manage: 'Set up provisioning and its tokens' },
  },
} as const

type Catalogue = typeof PERMISSION_CATALOGUE
export type PermissionCategory = keyof Catalogue
export type Permission = {
  [C in PermissionCategory]: `${C}.${Extract<keyof Catalogue[C]['permissions'], string>}`
}[PermissionCategory]

/** Every permission, in the catalogue's order. */
export const ALL_PERMISSIONS: readonly Permission[] = Object.entries(PERMISSION_CATALOGUE).flatMap(
  ([category, { permissions }]) =>
    Object.keys(permissions).map((action) => `${category}.${action}` as Permission),
)

const KNOWN: ReadonlySet<string> = new Set(ALL_PERMISSIONS)

/** True when the text names a permission of the catalogue. */
export const isPermission = (text: string): text is Permission => KNOWN.has(text)

/** What no role but OWNER's may ever hold: ending the organization or handing it over. */
export const OWNER_ONLY_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  'organization.delete',
  'organization.transfer',
])

const READ_ACTIONS = new Set(['view', 'read'])

/** Permissions that only look: the most that VIEWER may be given. */
export const READ_PERMISSIONS: ReadonlySet<Permission> = new Set([
  ...ALL_PERMISSIONS.filter((permission) => READ_ACTIONS.has(permission.split('.')[1] ?? '')),
  'analytics.export',
])

const SENSITIVE_READS = new Set<Permission>([
  'billing.view',
  'users.view',
  'api_keys.view',
  'webhooks.read',
  'audit_logs.view',
  'scim.view',
])

const VIEWER = ALL_PERMISSIONS.filter(
  (permission) => READ_PERMISSIONS.has(permission) && !SENSITIVE_READS.has(permission),
)

const MEMBER_ADDS: readonly Permission[] = [
  'links.create',
  'links.update',
  'links.archive',
  'pages.create',
  'pages.update',
  'scheduling.create',
  'scheduling.update',
  'projects.create',
  'projects.update',
  'qr_codes.create',
  'qr_codes.update',
  'smart_links.manage',
]

export const SYSTEM_ROLE_KEYS = ['owner', 'admin', 'member', 'viewer'] as const
export type SystemRoleKey = (typeof SYSTEM_ROLE_KEYS)[number]

export interface SystemRole {
  name: string
  description: string
  level: number
  icon: RoleIcon
  color: string
  permissions: readonly Permission[]
}

/** The ten icons a role may have (seed 001 §12.4). */
export const ROLE_ICONS = [
  'crown',
  'shield',
  'user',
  'eye',
  'star',
  'key',
  'lock',
  'settings',
  'briefcase',
  'users',
] as const
export type RoleIcon = (typeof ROLE_ICONS)[number]

/** OWNER 99, ADMIN 80, MEMBER 40, VIEWER 10: what their sets are before an organization edits them. */
export const SYSTEM_ROLES: Record<SystemRoleKey, SystemRole> = {
  owner: {
    name: 'Owner',
    description: 'Owns the organization: everything, its deletion and hand-over included',
    level: 99,
    icon: 'crown',
    color: '#b7791f',
    permissions: ALL_PERMISSIONS,
  },
  admin: {
    name: 'Admin',
    description: 'Manages people, teams, settings and everything the organization made',
    level: 80,
    icon: 'shield',
    color: '#0f766e',
    permissions: ALL_PERMISSIONS.filter((permission) => !OWNER_ONLY_PERMISSIONS.has(permission)),
  },
  member: {
    name: 'Member',
    description: 'Creates and edits, but does not delete or manage people',
    level: 40,
    icon: 'user',
    color: '#2b6cb0',
    permissions: [...VIEWER, ...MEMBER_ADDS],
  },
  viewer: {
    name: 'Viewer',
    description: 'Reads everything the organization made, analytics included',
    level: 10,
    icon: 'eye',
    color: '#4a5568',
    permissions: VIEWER,
  },
}
