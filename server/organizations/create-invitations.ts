import type { z } from 'zod'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { email as emailField } from '#shared/contract/fields.ts'
import type { createInvitations as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type InvitationTerms, inviteEmail, prepareInvitations } from './create-invitation.ts'
import type { JoinableRole } from './joining-queries.ts'

type Result = RouteResponse<typeof contract>['results'][number]

const inviteLine = async (
  ctx: OrganizationContext,
  line: string,
  role: JoinableRole,
  terms: InvitationTerms,
): Promise<Result> => {
  const parsed = emailField.safeParse(line)
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'must be an e-mail address'
    return { email: line, invitation: null, error: { code: 'invalid_input', message } }
  }
  try {
    return { email: parsed.data, invitation: await inviteEmail(ctx, parsed.data, role, terms), error: null }
  } catch (error) {
    // A broken rule is found before the line's first write, so the lines before and after it stand.
    if (!(error instanceof DomainError)) throw error
    return { email: parsed.data, invitation: null, error: { code: error.code, message: error.message } }
  }
}

/**
 * Invites up to 50 people with one role, under one lock: a result for each line, in order; a bad line harms no other.
 * @throws 403 and 404 of prepareInvitations, for the call as a whole.
 */
export const createInvitations = async (
  ctx: OrganizationContext,
  { emails, ...terms }: z.output<typeof contract.body>,
): Promise<RouteResponse<typeof contract>> => {
  const role = await prepareInvitations(ctx, terms)
  const results: Result[] = []
  for (const line of emails) results.push(await inviteLine(ctx, line, role, terms))
  return { results }
}
