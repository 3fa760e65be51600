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
  pageOf,
  pageQuery,
  prose,
} from './fields.ts'
import { roleBadge } from './members.ts'
import { defineRoute } from './route.ts'

const tag = 'Invitations'
export const invitationId = idOf('inv')
const invitationParams = fields({ orgId: organizationId, invitationId })

export const INVITATION_STATUSES = ['pending', 'accepted', 'cancelled', 'expired', 'rejected'] as const

export const invitation = fields({
  id: invitationId,
  email: z.string(),
  role: roleBadge.nullable().describe('Null when the role was deleted since'),
  role_name: z.string().describe('As it was when the invitation was sent'),
  status: z.enum(INVITATION_STATUSES),
  message: z.string(),
  invited_by: fields({ id: z.string(), name: z.string() }),
  teams: z.array(fields({ id: z.string(), name: z.string() })),
  created_at: instant,
  sent_at: instant,
  expires_at: instant,
  responded_at: instant.nullable(),
  can: fields({ resend: z.boolean(), cancel: z.boolean() }),
})
export type Invitation = z.output<typeof invitation>

/** With the link, shown once, where no SMTP server carries mails. */
export const invitationSent = fields({ ...invitation.shape, accept_url: z.url().nullable() })

export const listInvitations = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/invitations',
  access: 'organization',
  tag,
  summary: 'List invitations, past ones too',
  permission: 'team.invite',
  params: organizationParams,
  query: fields({
    ...pageQuery,
    status: z.enum(['all', ...INVITATION_STATUSES]).default('all'),
    search: line(200, 0).optional(),
    sort: z
      .enum(['created_at', '-created_at', 'email', '-email', 'expires_at', '-expires_at'])
      .default('-created_at'),
  }),
  response: pageOf(invitation),
})

const invitationBody = {
  role_id: idOf('role'),
  message: prose(1000).default(''),
  team_ids: z.array(idOf('team')).max(20).default([]),
}

export const createInvitation = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/invitations',
  access: 'organization',
  tag,
  summary: 'Invite a person by e-mail',
  permission: 'team.invite',
  params: organizationParams,
  body: fields({ email, ...invitationBody }),
  response: invitationSent,
  status: 201,
  idempotent: true,
})

export const createInvitations = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/invitations/bulk',
  access: 'organization',
  tag,
  summary: 'Invite up to 50 people with one role; a result for each line',
  permission: 'team.invite',
  params: organizationParams,
  body: fields({ emails: z.array(z.string().max(320)).min(1).max(50), ...invitationBody }),
  response: fields({
    results: z.array(
      fields({
        email: z.string(),
        invitation: invitationSent.nullable(),
        error: fields({ code: z.string(), message: z.string() }).nullable(),
      }),
    ),
  }),
  idempotent: true,
})

export const resendInvitation = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/invitations/:invitationId/resend',
  access: 'organization',
  tag,
  summary: 'Send again with a new link; the old one ends, 7 days start anew',
  permission: 'team.invite',
  params: invitationParams,
  response: invitationSent,
})

export const cancelInvitation = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/invitations/:invitationId/cancel',
  access: 'organization',
  tag,
  summary: 'Cancel a pending invitation; its link ends at once',
  permission: 'team.invite',
  params: invitationParams,
  response: invitation,
})

/** 256 bits in base64url. */
export const invitationToken = z.string().min(1).max(200)

/** What the page at /invite/accept shows. Unknown, used, expired and foreign tokens look alike to strangers. */
export const invitationView = fields({
  kind: z.enum(['organization', 'team']),
  status: z.enum(INVITATION_STATUSES),
  email: z.string(),
  organization: fields({ name: z.string(), slug: z.string() }),
  team: fields({ name: z.string() }).nullable(),
  role_name: z.string(),
  invited_by: z.string(),
  message: z.string(),
  expires_at: instant,
  has_account: z.boolean().describe('An account with this e-mail exists: sign in rather than sign up'),
  is_for_you: z
    .boolean()
    .nullable()
    .describe('Null when signed out; false when another account is signed in'),
})

export const viewInvitation = defineRoute({
  method: 'POST',
  path: '/api/invitations/view',
  access: 'public',
  tag,
  summary: 'Look at an invitation by its token; needs no sign-in',
  body: fields({ token: invitationToken }),
  response: invitationView,
})

export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'account',
  tag,
  summary: 'Accept an invitation as the signed-in account',
  body: fields({ token: invitationToken }),
  response: fields({
    organization: fields({ id: organizationId, name: z.string(), slug: z.string() }),
    team: fields({ id: z.string(), name: z.string(), slug: z.string() }).nullable(),
  }),
})

export const acceptInvitationWithSignUp = defineRoute({
  method: 'POST',
  path: '/api/invitations/sign-up',
  access: 'public',
  tag,
  summary:
    'Make an account for the invited e-mail, sign in, and accept; the e-mail counts as verified by the token',
  body: fields({ token: invitationToken, name: line(100), password: z.string().min(12).max(128) }),
  response: fields({
    token: z.string().describe('Bearer token of the new session; also set as a cookie'),
    organization: fields({ id: organizationId, name: z.string(), slug: z.string() }),
  }),
  status: 201,
})

export const rejectInvitation = defineRoute({
  method: 'POST',
  path: '/api/invitations/reject',
  access: 'public',
  tag,
  summary: 'Decline an invitation; needs no sign-in',
  body: fields({ token: invitationToken }),
  response: confirmation,
})

export const listMyInvitations = defineRoute({
  method: 'GET',
  path: '/api/me/invitations',
  access: 'account',
  tag,
  summary: 'Pending invitations to your verified e-mail',
  response: fields({
    data: z.array(
      fields({
        id: invitationId,
        organization: fields({ name: z.string() }),
        role_name: z.string(),
        invited_by: z.string(),
        expires_at: instant,
      }),
    ),
  }),
})

export const acceptMyInvitation = defineRoute({
  method: 'POST',
  path: '/api/me/invitations/:invitationId/accept',
  access: 'account',
  tag,
  summary: 'Accept a pending invitation to your verified e-mail',
  params: fields({ invitationId }),
  response: fields({ organization: fields({ id: organizationId, name: z.string(), slug: z.string() }) }),
})
