import { Badge } from '@mantine/core'
import type { Link } from '#shared/contract/link-fields.ts'

type Status = Link['status']

const LOOKS: Record<Status, { label: string; color: string; meaning: string }> = {
  live: { label: 'Live', color: 'guild', meaning: 'It leads to its destination.' },
  disabled: {
    label: 'Disabled',
    color: 'gray',
    meaning: 'Somebody switched it off; visitors see a page that says so.',
  },
  expired: { label: 'Expired', color: 'gray', meaning: 'Its time is over.' },
  limit_reached: {
    label: 'Used up',
    color: 'gray',
    meaning: 'It has let through as many clicks as it may.',
  },
  pending: {
    label: 'Waiting for approval',
    color: 'yellow',
    meaning: 'It goes live once somebody approves it.',
  },
  rejected: { label: 'Rejected', color: 'red', meaning: 'Somebody decided that it does not go live.' },
  blocked: { label: 'Blocked', color: 'red', meaning: 'An operator of this server blocked it.' },
}

/** Statuses to filter by, in plain words. */
export const STATUS_OPTIONS = (Object.keys(LOOKS) as Status[]).map((value) => ({
  value,
  label: LOOKS[value].label,
}))

/** What a status means for visitors, in a sentence. */
export const sayStatus = ({ status, approval_note: note }: Link): string =>
  status === 'rejected' && note !== '' ? `${LOOKS[status].meaning} “${note}”` : LOOKS[status].meaning

/** A link's status; its meaning is in the title. */
export function LinkStatus({ link }: { link: Link }) {
  const { label, color } = LOOKS[link.status]
  return (
    <Badge size="sm" color={color} title={sayStatus(link)} miw="max-content">
      {label === 'Waiting for approval' ? 'Waiting' : label}
    </Badge>
  )
}
