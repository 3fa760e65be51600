import { Badge, Group, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import classes from './role-card.module.css'
import { RoleMark } from './role-mark.tsx'
import { describePermission, summarizePermissions, topPermissions } from './summarize-permissions.ts'

export interface SummarizedRole {
  name: string
  description: string
  icon: string
  color: string
  level: number
  is_system: boolean
  permissions: readonly string[]
}

/** Icon, name, System badge and description of a role. */
export function RoleHeading({ role }: { role: SummarizedRole }) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start" pr={34}>
      <RoleMark icon={role.icon} color={role.color} />
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Title order={3} style={{ overflowWrap: 'anywhere' }}>
            {role.name === '' ? 'Role name' : role.name}
          </Title>
          {role.is_system && (
            <Badge size="sm" variant="default">
              System
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
          {role.description === '' ? 'No description' : role.description}
        </Text>
      </div>
    </Group>
  )
}

/** How many permissions a role holds, and the three that tell most. */
export function RolePermissions({ permissions }: { permissions: readonly string[] }) {
  const top = topPermissions(permissions)
  return (
    <div>
      <Text size="sm" fw={550} mb={8} className="tabular">
        {summarizePermissions(permissions)}
      </Text>
      {top.length > 0 && (
        <ul className={classes.permissions}>
          {top.map((name) => (
            <li key={name}>
              <IconCheck size={14} aria-hidden />
              {describePermission(name)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
