import { conflict, DomainError } from '#server/kernel/errors.ts'
import type { InvitationStatus } from './invitation-queries.ts'

/** An invitation's status at a time: a pending one expires by the clock, whether or not a job has run. */
export const statusAt = (row: { status: InvitationStatus; expires_at: Date }, now: Date): InvitationStatus =>
  row.status === 'pending' && row.expires_at.getTime() <= now.getTime() ? 'expired' : row.status

/** 404: what strangers are told of unknown, expired, used, ended and foreign tokens alike. */
export const invitationNotFound = (): DomainError =>
  new DomainError(404, 'invitation_not_found', 'This invitation does not exist, or can no longer be used.')

const ENDED = {
  accepted: ['invitation_used', 'This invitation was accepted already.'],
  cancelled: ['invitation_cancelled', 'This invitation was cancelled. Ask for a new one.'],
  expired: ['invitation_expired', 'This invitation has expired. Ask for a new one.'],
  rejected: ['invitation_rejected', 'This invitation was declined. Ask for a new one.'],
} as const

/**
 * Passes a pending invitation. Anything else: the invited person is told why (409), everybody else gets the 404.
 */
export const requirePending = (status: InvitationStatus, isInvitedPerson: boolean): void => {
  if (status === 'pending') return
  if (!isInvitedPerson) throw invitationNotFound()
  const [code, message] = ENDED[status]
  throw conflict(code, message)
}

/** 409: the invitation is for another e-mail than the signed-in account's; it stays as it is. */
export const wrongAccount = (invitedEmail: string, yourEmail: string | null): DomainError =>
  conflict(
    'wrong_account',
    `This invitation is for ${invitedEmail}; you are signed in as ${yourEmail ?? 'somebody else'}.`,
    {
      invited_email: invitedEmail,
      your_email: yourEmail,
    },
  )
