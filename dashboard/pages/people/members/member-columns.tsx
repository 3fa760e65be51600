import { Group, Text, VisuallyHidden } from '@mantine/core'
import { IconCrownFilled, IconShieldLock } from '@tabler/icons-react'
import type { Member } from '#shared/contract/members.ts'
import type { Column } from '../../../ui/data-table.tsx'
import { formatDate } from '../../../ui/format-time.ts'
import { PersonAvatar } from '../../../ui/person-avatar.tsx'
import { RoleBadge } from '../../../ui/role-badge.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { type MemberAct, MemberMenu } from './member-menu.tsx'

function MemberName({ member }: { member: Member }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar name={member.name} image={member.image} />
      <Text size="sm" fw={550} maw={260} style={{ overflowWrap: 'break-word' }}>
        {member.name}
      </Text>
      {member.is_owner && (
        <span title="Owner" style={{ display: 'inline-flex', color: '#c99312' }}>
          <IconCrownFilled size={16} aria-hidden />
          <VisuallyHidden>Owner</VisuallyHidden>
        </span>
      )}
      {member.is_you && (
        <Text size="xs" c="dimmed">
          you
        </Text>
      )}
      {member.has_second_factor === true && (
        <span title="Uses a second factor" style={{ display: 'inline-flex' }}>
          <IconShieldLock size={15} color="var(--mantine-color-dimmed)" aria-hidden />
          <VisuallyHidden>Uses a second factor</VisuallyHidden>
        </span>
      )}
    </Group>
  )
}

function MemberStatus({ member }: { member: Member }) {
  if (member.status === 'active') return <StatusBadge tone="primary">active</StatusBadge>
  const { deactivated_at: when, deactivation_reason: reason } = member
  return (
    <>
      <StatusBadge tone="secondary">inactive</StatusBadge>
      <Text size="xs" c="dimmed" maw={220} truncate title={reason ?? undefined}>
        {when === null ? 'Removed' : formatDate(when)}
        {reason === null || reason === '' ? '' : ` · ${reason}`}
      </Text>
    </>
  )
}

/** The columns of 001 §12.2. */
export const memberColumns = (onAct: (act: MemberAct, member: Member) => void): Column<Member>[] => [
  { key: 'name', header: 'Name', isSortable: true, render: (member) => <MemberName member={member} /> },
  {
    key: 'email',
    header: 'Email',
    isSortable: true,
    render: ({ email }) => (
      <Text size="sm" c="dimmed" maw={300} style={{ overflowWrap: 'break-word' }}>
        {email}
      </Text>
    ),
  },
  {
    key: 'role',
    header: 'Role',
    isSortable: true,
    width: '190px',
    render: ({ role }) => <RoleBadge role={role} />,
  },
  { key: 'status', header: 'Status', width: '100px', render: (member) => <MemberStatus member={member} /> },
  {
    key: 'joined_at',
    header: 'Joined',
    isSortable: true,
    width: '120px',
    render: ({ joined_at }) => <TimeText value={joined_at} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (member) => <MemberMenu member={member} onAct={onAct} />,
  },
]
