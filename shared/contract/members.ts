import { z } from 'zod'
import {
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  pageOf,
  pageQuery,
} from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Members'
export const memberId = idOf('mem')
const memberParams = fields({ orgId: organizationId, memberId })

export const roleBadge = fields({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  icon: z.string(),
  color: z.string(),
  level: z.number().int(),
  is_system: z.boolean(),
})

export const member = fields({
  id: memberId,
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  role: roleBadge,
  is_owner: z.boolean(),
  is_you: z.boolean(),
  status: z.enum(['active', 'inactive']),
  joined_at: instant,
  deactivated_at: instant.nullable(),
  deactivation_reason: z.string().nullable(),
  last_active_at: instant.nullable().describe('Null also where you lack users.view'),
  has_second_factor: z.boolean().nullable().describe('Null where you lack users.view'),
  teams: z.array(fields({ id: z.string(), name: z.string(), slug: z.string() })),
  can: fields({
    change_role: z.boolean(),
    remove: z.boolean(),
    reactivate: z.boolean(),
    make_owner: z.boolean(),
  }),
})
export type Member = z.output<typeof member>

export const listMembers = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/members',
  access: 'organization',
  tag,
  summary: 'List members',
  permission: 'team.view',
  params: organizationParams,
  query: fields({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(500).default(50),
    search: line(200, 0).optional(),
    role: z.string().max(64).optional().describe('Key of a role'),
    status: z.enum(['active', 'inactive', 'all']).default('active'),
    team: idOf('team').optional(),
    sort: z
      .enum(['name', 'email', 'role', 'joined_at', '-name', '-email', '-role', '-joined_at'])
      .default('joined_at'),
  }),
  response: pageOf(member),
})

export const getMember = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/members/:memberId',
  access: 'organization',
  tag,
  summary: 'Get a member',
  permission: 'team.view',
  params: memberParams,
  response: member,
})

export const changeMemberRole = defineRoute({
  method: 'PUT',
  path: '/api/organizations/:orgId/members/:memberId/role',
  access: 'organization',
  tag,
  summary: "Change a member's role",
  permission: 'team.change_role',
  params: memberParams,
  body: fields({ role_id: idOf('role') }),
  response: member,
})

export const previewMemberRemoval = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/members/:memberId/removal-preview',
  access: 'organization',
  tag,
  summary: 'What removing a member touches',
  permission: 'team.remove',
  params: memberParams,
  response: fields({
    upcoming_bookings: z.number().int(),
    sole_hosted_event_types: z.array(fields({ id: z.string(), name: z.string() })),
    api_keys: z
      .array(fields({ id: z.string(), name: z.string() }))
      .describe('Keys of the organization that they made; these go on working'),
    has_personal_keys: z.boolean(),
    teams: z.array(fields({ id: z.string(), name: z.string(), is_only_owner: z.boolean() })),
    is_last_owner: z.boolean(),
  }),
})

export const removeMember = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/members/:memberId',
  access: 'organization',
  tag,
  summary: 'Remove a member: deactivated, their data and history stay',
  permission: 'team.remove',
  params: memberParams,
  query: fields({ reason: line(500, 0).optional() }),
  response: confirmation,
})

export const reactivateMember = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/members/:memberId/reactivate',
  access: 'organization',
  tag,
  summary: 'Bring back a removed member',
  permission: 'users.reactivate',
  params: memberParams,
  body: fields({ role_id: idOf('role').optional().describe('Their former role when left out') }),
  response: member,
})
