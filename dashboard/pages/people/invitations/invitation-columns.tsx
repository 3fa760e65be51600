import { Text } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import type { Invitation } from '#shared/contract/invitations.ts'
import type { Column } from '../../../ui/data-table.tsx'
import { RoleBadge } from '../../../ui/role-badge.tsx'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { InvitationStatus } from './invitation-status.tsx'

interface InvitationActs {
  onResend: (invitation: Invitation) => void
  onCancel: (invitation: Invitation) => void
}

const NOT_YOURS = 'You need the permission team.invite, and the role must be below your own level.'

function InvitationMenu({ invitation, onResend, onCancel }: InvitationActs & { invitation: Invitation }) {
  if (invitation.status !== 'pending') return null
  return (
    <RowMenu label={`Actions for the invitation to ${invitation.email}`}>
      <RowMenuItem
        icon={<IconRefresh size={16} stroke={1.8} />}
        onClick={() => onResend(invitation)}
        refusal={invitation.can.resend ? null : NOT_YOURS}
      >
        Resend Invitation
      </RowMenuItem>
      <RowMenuItem
        icon={<IconX size={16} stroke={1.8} />}
        onClick={() => onCancel(invitation)}
        refusal={invitation.can.cancel ? null : 'You need the permission team.invite.'}
        isDestructive
      >
        Cancel Invitation
      </RowMenuItem>
    </RowMenu>
  )
}

function InvitedPerson({ email, teams }: Invitation) {
  return (
    <>
      <Text size="sm" fw={550} maw={320} style={{ overflowWrap: 'break-word' }}>
        {email}
      </Text>
      {teams.length > 0 && (
        <Text size="xs" c="dimmed" maw={320} truncate>
          with {teams.map(({ name }) => name).join(', ')}
        </Text>
      )}
    </>
  )
}

// The badge is today's role; where it was renamed or deleted since, the name at the time stands beside or instead.
function InvitedRole({ role, role_name: nameThen }: Invitation) {
  if (role === null) return <Text size="sm">{nameThen}</Text>
  return <RoleBadge role={{ ...role, name: nameThen }} />
}

/** The columns of 001 §12.3. */
export const invitationColumns = (acts: InvitationActs): Column<Invitation>[] => [
  {
    key: 'email',
    header: 'Email',
    isSortable: true,
    render: (invitation) => <InvitedPerson {...invitation} />,
  },
  { key: 'role', header: 'Role', width: '190px', render: (invitation) => <InvitedRole {...invitation} /> },
  {
    key: 'status',
    header: 'Status',
    width: '110px',
    render: ({ status }) => <InvitationStatus status={status} />,
  },
  { key: 'invited_by', header: 'Invited By', render: ({ invited_by: inviter }) => inviter.name },
  {
    key: 'expires_at',
    header: 'Expires',
    isSortable: true,
    width: '130px',
    render: ({ expires_at: instant }) => <TimeText value={instant} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (invitation) => <InvitationMenu invitation={invitation} {...acts} />,
  },
]
