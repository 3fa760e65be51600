import { Badge, Text } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { listTeamInvitations } from '#shared/contract/teams.ts'
import type { Column } from '../../../ui/data-table.tsx'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { InvitationStatus } from '../../people/invitations/invitation-status.tsx'
import { TEAM_ROLE_LABELS } from '../team-roles.ts'

export type TeamInvitation = RouteResponse<typeof listTeamInvitations>['data'][number]

interface InvitationActs {
  onResend: (invitation: TeamInvitation) => void
  onCancel: (invitation: TeamInvitation) => void
}

const icon = { size: 16, stroke: 1.8 } as const

function InvitationMenu({ invitation, onResend, onCancel }: InvitationActs & { invitation: TeamInvitation }) {
  const { status, name } = invitation
  if (status !== 'pending' && status !== 'expired') return null
  return (
    <RowMenu label={`Actions for the invitation of ${name}`}>
      <RowMenuItem icon={<IconRefresh {...icon} />} onClick={() => onResend(invitation)}>
        Resend Invitation
      </RowMenuItem>
      {status === 'pending' && (
        <RowMenuItem icon={<IconX {...icon} />} onClick={() => onCancel(invitation)} isDestructive>
          Cancel Invitation
        </RowMenuItem>
      )}
    </RowMenu>
  )
}

/** The columns of a team's invitations. */
export const teamInvitationColumns = (acts: InvitationActs): Column<TeamInvitation>[] => [
  {
    key: 'name',
    header: 'Invited',
    render: ({ name, email }) => (
      <>
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Text>
      </>
    ),
  },
  {
    key: 'role',
    header: 'Team role',
    width: '110px',
    render: ({ role }) => <Badge color={role === 'owner' ? 'guild' : 'gray'}>{TEAM_ROLE_LABELS[role]}</Badge>,
  },
  {
    key: 'status',
    header: 'Status',
    width: '110px',
    render: ({ status }) => <InvitationStatus status={status} />,
  },
  { key: 'invited_by', header: 'Invited by', render: ({ invited_by: name }) => name },
  { key: 'sent_at', header: 'Sent', width: '120px', render: (row) => <TimeText value={row.sent_at} /> },
  {
    key: 'expires_at',
    header: 'Expires',
    width: '120px',
    render: (row) => <TimeText value={row.expires_at} />,
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
