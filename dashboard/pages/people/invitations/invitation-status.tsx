import type { Invitation } from '#shared/contract/invitations.ts'
import { StatusBadge } from '../status-badge.tsx'

type Status = Invitation['status']

export const STATUS_LABELS: Record<Status, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  cancelled: 'Cancelled',
  expired: 'Expired',
  rejected: 'Rejected',
}

const TONES = {
  pending: 'gray',
  accepted: 'blue',
  cancelled: 'red',
  expired: 'red',
  rejected: 'red',
} as const

/** An invitation's state in the colours of 001 §12.3. */
export const InvitationStatus = ({ status }: { status: Status }) => (
  <StatusBadge tone={TONES[status]}>{STATUS_LABELS[status]}</StatusBadge>
)
