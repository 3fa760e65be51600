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
  prose,
  slug,
} from './fields.ts'
import { invitationSent } from './invitations.ts'
import { defineRoute } from './route.ts'

const tag = 'Teams'
export const teamId = idOf('team')
const teamParams = fields({ orgId: organizationId, teamId })
const teamMemberParams = fields({ orgId: organizationId, teamId, memberId: idOf('mem') })
export const TEAM_ROLES = ['owner', 'member'] as const

export const team = fields({
  id: teamId,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  public_url: z.url(),
  member_count: z.number().int(),
  your_role: z.enum(TEAM_ROLES).nullable(),
  created_at: instant,
  updated_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean(), manage_members: z.boolean(), leave: z.boolean() }),
})

export const teamMember = fields({
  member_id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  role: z.enum(TEAM_ROLES),
  is_active: z.boolean(),
  joined_at: instant,
})

export const listTeams = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/teams',
  access: 'organization',
  tag,
  summary: 'List teams',
  permission: 'team.view',
  params: organizationParams,
  query: fields({
    ...pageQuery,
    search: line(200, 0).optional(),
    mine: z.enum(['true', 'false']).optional(),
  }),
  response: pageOf(team),
})

export const createTeam = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/teams',
  access: 'organization',
  tag,
  summary: 'Create a team; you become its owner',
  permission: 'team.create_teams',
  params: organizationParams,
  body: fields({
    name: line(100),
    slug,
    description: prose(1000).default(''),
    member_ids: z.array(idOf('mem')).max(200).default([]),
  }),
  response: team,
  status: 201,
  idempotent: true,
})

export const getTeam = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/teams/:teamId',
  access: 'organization',
  tag,
  summary: 'Get a team with its members',
  permission: 'team.view',
  params: teamParams,
  response: fields({ ...team.shape, members: z.array(teamMember) }),
})

export const updateTeam = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/teams/:teamId',
  access: 'organization',
  tag,
  summary: "Change a team's name, slug or description; by its owner or an admin",
  params: teamParams,
  body: fields({ name: line(100).optional(), slug: slug.optional(), description: prose(1000).optional() }),
  response: team,
})

export const deleteTeam = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/teams/:teamId',
  access: 'organization',
  tag,
  summary: 'Delete a team',
  permission: 'team.delete_teams',
  params: teamParams,
  response: confirmation,
})

export const addTeamMember = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/teams/:teamId/members',
  access: 'organization',
  tag,
  summary: 'Add an active member of the organization to a team',
  params: teamParams,
  body: fields({ member_id: idOf('mem'), role: z.enum(TEAM_ROLES).default('member') }),
  response: teamMember,
  status: 201,
})

export const changeTeamRole = defineRoute({
  method: 'PUT',
  path: '/api/organizations/:orgId/teams/:teamId/members/:memberId',
  access: 'organization',
  tag,
  summary: "Change a person's role in a team",
  params: teamMemberParams,
  body: fields({ role: z.enum(TEAM_ROLES) }),
  response: teamMember,
})

export const removeTeamMember = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/teams/:teamId/members/:memberId',
  access: 'organization',
  tag,
  summary: 'Remove a person from a team, or leave it yourself',
  params: teamMemberParams,
  response: confirmation,
})

export const teamInvitation = fields({
  id: idOf('tinv'),
  team_id: teamId,
  member_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(TEAM_ROLES),
  status: invitationSent.shape.status,
  invited_by: z.string(),
  sent_at: instant,
  expires_at: instant,
})

export const teamInvitationSent = fields({ ...teamInvitation.shape, accept_url: z.url().nullable() })

export const listTeamInvitations = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/teams/:teamId/invitations',
  access: 'organization',
  tag,
  summary: "List a team's invitations",
  params: teamParams,
  response: fields({ data: z.array(teamInvitation) }),
})

export const inviteToTeam = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/teams/:teamId/invitations',
  access: 'organization',
  tag,
  summary: 'Invite a member of the organization to a team; by its owner or an admin',
  params: teamParams,
  body: fields({ member_id: idOf('mem'), role: z.enum(TEAM_ROLES).default('member') }),
  response: teamInvitationSent,
  status: 201,
  idempotent: true,
})

const teamInvitationParams = fields({ orgId: organizationId, teamId, invitationId: idOf('tinv') })

export const resendTeamInvitation = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/teams/:teamId/invitations/:invitationId/resend',
  access: 'organization',
  tag,
  summary: 'Send a team invitation again with a new link',
  params: teamInvitationParams,
  response: teamInvitationSent,
})

export const cancelTeamInvitation = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/teams/:teamId/invitations/:invitationId/cancel',
  access: 'organization',
  tag,
  summary: 'Cancel a pending team invitation',
  params: teamInvitationParams,
  response: teamInvitation,
})
