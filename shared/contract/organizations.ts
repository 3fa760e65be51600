import { z } from 'zod'
import {
  confirmation,
  email,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  prose,
  slug,
} from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Organizations'

/** Settings as seed 002 writes them. */
export const organizationSettings = fields({
  defaultAttributionWindow: z.number().int().min(1).max(2160).default(168).describe('Hours'),
  requireApprovalForLinks: z.boolean().default(false),
  allowMembersToInvite: z.boolean().default(false),
  honorDoNotTrack: z
    .boolean()
    .default(true)
    .describe('DNT and Sec-GPC: such clicks count, and nothing else is kept'),
  description: prose(2000).default(''),
  purpose: line(200, 0).default(''),
  owner: line(254, 0).default(''),
})
export type OrganizationSettings = z.output<typeof organizationSettings>

export const organizationInList = fields({
  id: organizationId,
  name: z.string(),
  role: z.string(),
  member_count: z.number().int(),
  joined_at: instant,
})

export const organizationCreated = fields({
  id: organizationId,
  name: z.string(),
  slug: z.string(),
  owner_id: z.string(),
  subscription_tier: z.string(),
  created_at: instant,
})

export const organizationDetails = fields({
  ...organizationCreated.shape,
  subscription_status: z.enum(['active', 'suspended', 'deleted']),
  member_count: z.number().int(),
  link_count: z.number().int(),
  project_count: z.number().int(),
  updated_at: instant,
})

export const listOrganizations = defineRoute({
  method: 'GET',
  path: '/api/organizations',
  access: 'account',
  tag,
  summary: 'List the organizations you are a member of',
  response: z.array(organizationInList),
})

export const createOrganization = defineRoute({
  method: 'POST',
  path: '/api/organizations',
  access: 'account',
  tag,
  summary: 'Create an organization; you become its owner',
  body: fields({ name: line(100), description: prose(2000).optional(), slug: slug.optional() }),
  response: organizationCreated,
  status: 201,
  idempotent: true,
})

export const getOrganization = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId',
  access: 'organization',
  tag,
  summary: 'Get an organization',
  permission: 'organization.view',
  params: organizationParams,
  response: organizationDetails,
})

export const updateOrganization = defineRoute({
  method: 'PUT',
  path: '/api/organizations/:orgId',
  access: 'organization',
  tag,
  summary: 'Rename an organization, change its slug or its settings; settings left out stay as they are',
  params: organizationParams,
  body: fields({
    name: line(100).optional(),
    slug: slug.optional(),
    settings: fields({
      defaultAttributionWindow: organizationSettings.shape.defaultAttributionWindow.unwrap().optional(),
      requireApprovalForLinks: z.boolean().optional(),
      allowMembersToInvite: z.boolean().optional(),
      honorDoNotTrack: z.boolean().optional(),
      description: prose(2000).optional(),
      purpose: line(200, 0).optional(),
      owner: line(254, 0).optional(),
    }).optional(),
  }),
  response: organizationDetails,
})

export const getOrganizationSettings = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/settings',
  access: 'organization',
  tag,
  summary: "Get an organization's settings and what you may change",
  permission: 'settings.view',
  params: organizationParams,
  response: fields({
    name: z.string(),
    slug: z.string(),
    kind: z.enum(['personal', 'organization']),
    settings: organizationSettings,
    can: fields({
      update: z.boolean(),
      update_settings: z.boolean(),
      delete: z.boolean(),
      transfer: z.boolean(),
      leave: z.boolean(),
    }),
  }),
})

export const deleteOrganization = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId',
  access: 'organization',
  tag,
  summary:
    'Delete an organization; out of reach at once, purged after the grace period. A `confirm` that is sent must equal its name',
  permission: 'organization.delete',
  params: organizationParams,
  query: fields({ confirm: z.string().max(200).optional() }),
  response: confirmation,
})

export const switchOrganization = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/switch',
  access: 'organization',
  tag,
  summary: "Get a token with an organization's context",
  params: organizationParams,
  response: fields({
    token: z.string(),
    user: fields({ id: z.string(), email: z.string(), name: z.string() }),
    organization: fields({ id: organizationId, name: z.string(), role: z.string() }),
  }),
})

export const leaveOrganization = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/leave',
  access: 'organization',
  tag,
  summary: 'Leave an organization',
  params: organizationParams,
  response: confirmation,
})

export const transferOwnership = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/transfer-ownership',
  access: 'organization',
  tag,
  summary:
    'Hand ownership to an active admin in one step; you become admin. Asks for your password, or a code of your second factor',
  permission: 'organization.transfer',
  params: organizationParams,
  body: fields({
    member_id: idOf('mem'),
    password: z.string().min(1).max(128).optional(),
    code: z.string().min(6).max(32).optional(),
  }),
  response: confirmation,
})

const workspaceUsage = fields({
  links: z.number().int(),
  members: z.number().int(),
  domains: z.number().int(),
})

export const getUsage = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/usage',
  access: 'organization',
  tag,
  summary: 'Usage and limits of the plan; a limit of null means unlimited',
  permission: 'organization.view',
  params: organizationParams,
  response: fields({
    usage: workspaceUsage,
    limits: fields({
      links: z.number().int().nullable(),
      members: z.number().int().nullable(),
      domains: z.number().int().nullable(),
    }),
    tier: z.string(),
  }),
})

export const listLimits = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/limits',
  access: 'organization',
  tag,
  summary: "Every limit and feature of the organization's plan, with what is used",
  permission: 'organization.view',
  params: organizationParams,
  response: fields({
    plan: fields({ id: z.string(), name: z.string(), price: z.string() }),
    limits: z.array(
      fields({
        name: z.string(),
        label: z.string(),
        used: z.number().int().nullable(),
        limit: z.number().int().nullable(),
      }),
    ),
    features: z.array(fields({ name: z.string(), label: z.string(), is_included: z.boolean() })),
    plans: z.array(
      fields({
        id: z.string(),
        name: z.string(),
        price: z.string(),
        is_current: z.boolean(),
        limits: z.record(z.string(), z.number().int().nullable()),
        features: z.array(z.string()),
      }),
    ),
  }),
})

export const workspace = fields({
  id: organizationId,
  name: z.string(),
  slug: z.string(),
  kind: z.enum(['personal', 'organization']),
  role: fields({ key: z.string(), name: z.string(), color: z.string(), icon: z.string() }),
  member_count: z.number().int(),
  permissions: z.array(z.string()),
  joined_at: instant,
})

export const getMe = defineRoute({
  method: 'GET',
  path: '/api/me',
  access: 'account',
  tag: 'Account',
  summary: 'You, your workspaces and what you may do in each',
  response: fields({
    user: fields({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      image: z.string().nullable(),
      is_email_verified: z.boolean(),
      has_second_factor: z.boolean(),
      is_operator: z.boolean(),
      created_at: instant,
    }),
    active_organization_id: organizationId.nullable(),
    workspaces: z.array(workspace),
    instance: fields({ has_smtp: z.boolean(), can_create_organizations: z.boolean() }),
  }),
})

export const invitedEmail = email
