import type { Permission } from '#shared/permissions.ts'

const DEMO_DOMAIN = 'demo.example'
export const DEMO_ORGANIZATION = 'Northwind Studio'

export interface DemoPerson {
  name: string
  role: string
  teams: string[]
}

/** Eleven who join; the founder makes twelve. */
export const DEMO_FOUNDER = 'Amara Okafor'
export const DEMO_PEOPLE: DemoPerson[] = [
  { name: 'Jonas Lindqvist', role: 'admin', teams: ['sales', 'support'] },
  { name: 'Mei Tanaka', role: 'admin', teams: ['marketing'] },
  { name: 'Priya Raman', role: 'marketing-manager', teams: ['marketing'] },
  { name: 'Lucas Ferreira', role: 'member', teams: ['sales'] },
  { name: 'Sofia Petrova', role: 'member', teams: ['sales'] },
  { name: 'Tom Baker', role: 'member', teams: ['sales', 'marketing'] },
  { name: 'Hana Kowalski', role: 'member', teams: ['support'] },
  { name: 'Omar Haddad', role: 'member', teams: ['support'] },
  { name: 'Grace Mbeki', role: 'contractor', teams: ['marketing'] },
  { name: 'Elena Rossi', role: 'viewer', teams: [] },
  { name: 'David Chen', role: 'viewer', teams: [] },
]

/** Who makes links besides the founder. */
export const DEMO_AUTHORS = ['Mei Tanaka', 'Priya Raman', 'Tom Baker']

export const DEMO_TEAMS = [
  { name: 'Sales', slug: 'northwind-sales', key: 'sales', description: 'Demos and proposals' },
  { name: 'Support', slug: 'northwind-support', key: 'support', description: 'Help for customers' },
  { name: 'Marketing', slug: 'northwind-marketing', key: 'marketing', description: 'Campaigns and the blog' },
]

const contractor: Permission[] = [
  'organization.view',
  'links.read',
  'links.create',
  'links.update',
  'projects.read',
  'team.view',
]
const manager: Permission[] = [
  ...contractor,
  'analytics.view',
  'analytics.export',
  'links.archive',
  'links.delete',
  'pages.read',
  'pages.create',
  'pages.update',
  'projects.create',
  'projects.update',
  'qr_codes.read',
  'qr_codes.create',
  'team.invite',
]

export const DEMO_ROLES = [
  {
    key: 'marketing-manager',
    name: 'Marketing manager',
    description: 'Runs campaigns and may bring in contractors',
    icon: 'star' as const,
    color: '#9f580a',
    level: 50,
    permissions: manager,
  },
  {
    key: 'contractor',
    name: 'Contractor',
    description: 'Makes and edits links for one project',
    icon: 'briefcase' as const,
    color: '#6b46c1',
    level: 20,
    permissions: contractor,
  },
]

export const DEMO_PROJECTS = [
  { name: 'Spring sale', description: 'Everything that points at the sale', color: '#0f766e' },
  { name: 'Product launch', description: 'Links of the launch in May', color: '#9f580a' },
  { name: 'Newsletter', description: 'Monthly letter', color: '#2b6cb0' },
]

/** One invitation in each status besides the accepted ones. */
export const DEMO_INVITATIONS = [
  { name: 'noor', end: 'pending', message: 'We would love to have you in Support.' },
  { name: 'felix', end: 'pending', message: '' },
  { name: 'ingrid', end: 'cancelled', message: '' },
  { name: 'pavel', end: 'rejected', message: 'Come and help with the launch.' },
  { name: 'zoe', end: 'expired', message: '' },
] as const

/** The e-mail of a demo person, made of their name. */
export const demoEmail = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@${DEMO_DOMAIN}`
