import { Badge, Group, Menu, Text } from '@mantine/core'
import { IconCrown, IconDoorExit, IconUser, IconUserMinus } from '@tabler/icons-react'
import type { Column } from '../../../ui/data-table.tsx'
import { PersonAvatar } from '../../../ui/person-avatar.tsx'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { NOT_YOUR_TEAM, TEAM_ROLE_LABELS, type Team, type TeamMember } from '../team-roles.ts'
import type { TeamMemberActs } from './use-team-member-acts.ts'

interface ColumnsProps extends TeamMemberActs {
  team: Team
  yourId: string
  onLeave: () => void
}

const icon = { size: 16, stroke: 1.8 } as const

function MemberMenu({ member, team, yourId, ...acts }: ColumnsProps & { member: TeamMember }) {
  const refusal = team.can.manage_members ? null : NOT_YOUR_TEAM
  const isOwner = member.role === 'owner'
  return (
    <RowMenu label={`Actions for ${member.name}`}>
      <RowMenuItem
        icon={isOwner ? <IconUser {...icon} /> : <IconCrown {...icon} />}
        onClick={() => acts.onRole(member, isOwner ? 'member' : 'owner')}
        refusal={refusal}
      >
        {isOwner ? 'Make Member' : 'Make Owner'}
      </RowMenuItem>
      <Menu.Divider />
      {member.user_id === yourId ? (
        <RowMenuItem icon={<IconDoorExit {...icon} />} onClick={acts.onLeave} isDestructive>
          Leave Team
        </RowMenuItem>
      ) : (
        <RowMenuItem
          icon={<IconUserMinus {...icon} />}
          onClick={() => acts.onRemove(member)}
          refusal={refusal}
          isDestructive
        >
          Remove from Team
        </RowMenuItem>
      )}
    </RowMenu>
  )
}

function PersonCell({ member, isYou }: { member: TeamMember; isYou: boolean }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar name={member.name} image={member.image} />
      <div style={{ minWidth: 0 }}>
        <Group gap={6}>
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {member.name}
          </Text>
          {isYou && (
            <Text size="xs" c="dimmed">
              you
            </Text>
          )}
          {!member.is_active && (
            <Badge size="sm" color="gray">
              left the organization
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {member.email}
        </Text>
      </div>
    </Group>
  )
}

/** The columns of a team's people. */
export const teamMemberColumns = (props: ColumnsProps): Column<TeamMember>[] => [
  {
    key: 'name',
    header: 'Name',
    isSortable: true,
    render: (member) => <PersonCell member={member} isYou={member.user_id === props.yourId} />,
  },
  {
    key: 'role',
    header: 'Team role',
    isSortable: true,
    width: '130px',
    render: ({ role }) => <Badge color={role === 'owner' ? 'guild' : 'gray'}>{TEAM_ROLE_LABELS[role]}</Badge>,
  },
  {
    key: 'joined_at',
    header: 'In the team since',
    isSortable: true,
    width: '160px',
    render: ({ joined_at }) => <TimeText value={joined_at} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (member) => <MemberMenu member={member} {...props} />,
  },
]
