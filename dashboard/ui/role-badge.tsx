import { Badge } from '@mantine/core'
import {
  type Icon,
  IconBriefcase,
  IconCrown,
  IconEye,
  IconKey,
  IconLock,
  IconSettings,
  IconShield,
  IconStar,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import type { RoleIcon as RoleIconName } from '#shared/permissions.ts'
import classes from './role-badge.module.css'

/** The ten icons a role may have, as pictures. */
const ROLE_ICON_PICTURES: Record<RoleIconName, Icon> = {
  crown: IconCrown,
  shield: IconShield,
  user: IconUser,
  eye: IconEye,
  star: IconStar,
  key: IconKey,
  lock: IconLock,
  settings: IconSettings,
  briefcase: IconBriefcase,
  users: IconUsers,
}

/** The picture of a role's icon; an unknown name shows a person. */
export function RoleIcon({ icon, size = 16 }: { icon: string; size?: number }) {
  const Picture = ROLE_ICON_PICTURES[icon as RoleIconName] ?? IconUser
  return <Picture size={size} stroke={1.8} aria-hidden />
}

interface RoleBadgeProps {
  role: { name: string; icon: string; color: string }
  size?: 'sm' | 'md' | 'lg'
}

/** A role with its icon and colour. The colour tints; the text stays readable whatever colour was picked. */
export function RoleBadge({ role, size = 'md' }: RoleBadgeProps) {
  return (
    <Badge
      size={size}
      className={classes.badge}
      style={{ '--role-color': role.color }}
      leftSection={<RoleIcon icon={role.icon} size={13} />}
    >
      {role.name}
    </Badge>
  )
}
