import { Badge, Group, Text } from '@mantine/core'
import { IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import type { Role } from '#shared/contract/roles.ts'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import classes from './role-card.module.css'
import { RoleHeading, RolePermissions } from './role-summary.tsx'

interface RoleCardProps {
  role: Role
  onEdit: (role: Role) => void
  onDelete: (role: Role) => void
}

const people = (count: number, one: string, many: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`

function whyNotDelete(role: Role): string | null {
  if (role.is_system) return 'System roles can’t be deleted.'
  const holders = [
    role.member_count > 0 && people(role.member_count, 'member holds', 'members hold'),
    role.invitation_count > 0 &&
      people(role.invitation_count, 'pending invitation offers', 'pending invitations offer'),
  ].filter(Boolean)
  if (holders.length > 0) return `${holders.join(' and ')} this role. Give them another one first.`
  return role.can.delete ? null : 'You can only delete roles below your own level.'
}

/** A role of 001 §12.4: what it is, who holds it, what it allows, and its acts. */
export function RoleCard({ role, onEdit, onDelete }: RoleCardProps) {
  return (
    <li className={classes.card}>
      <RoleHeading role={role} />
      <div className={classes.menu} style={{ position: 'absolute', top: 12, right: 10 }}>
        <RowMenu label={`Actions for the role ${role.name}`}>
          <RowMenuItem icon={<IconPencil size={16} stroke={1.8} />} onClick={() => onEdit(role)}>
            Edit Role
          </RowMenuItem>
          <RowMenuItem
            icon={<IconTrash size={16} stroke={1.8} />}
            onClick={() => onDelete(role)}
            refusal={whyNotDelete(role)}
            isDestructive
          >
            Delete Role
          </RowMenuItem>
        </RowMenu>
      </div>
      <Group gap={6}>
        <Badge variant="default" leftSection={<IconUsers size={13} aria-hidden />}>
          {people(role.member_count, 'member', 'members')}
        </Badge>
        {role.invitation_count > 0 && (
          <Badge variant="default">{people(role.invitation_count, 'invited', 'invited')}</Badge>
        )}
        <Text size="xs" c="dimmed" className="tabular">
          level {role.level}
        </Text>
      </Group>
      <RolePermissions permissions={role.permissions} />
    </li>
  )
}
