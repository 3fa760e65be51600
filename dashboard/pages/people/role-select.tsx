import { Badge, Group, Select, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Role } from '#shared/contract/roles.ts'
import { RoleIcon } from '../../ui/role-badge.tsx'

interface RoleSelectProps {
  label: string
  roles: readonly Role[] | undefined
  value: string | null
  onChange: (roleId: string | null) => void
  error?: ReactNode
  /** A role that would change nothing. */
  currentRoleId?: string
  isAutofocused?: boolean
}

const reasonOf = (role: Role, isCurrent: boolean): string => {
  if (isCurrent) return 'Their role now'
  return role.can.assign ? role.description : 'Not below your own level, or holds permissions that you lack'
}

function RoleOption({ role, isCurrent }: { role: Role; isCurrent: boolean }) {
  return (
    <Group gap="xs" wrap="nowrap" flex={1} align="flex-start">
      <span style={{ paddingTop: 2 }}>
        <RoleIcon icon={role.icon} />
      </span>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap={6}>
          <Text size="sm" fw={550}>
            {role.name}
          </Text>
          {role.is_system && (
            <Badge size="xs" color="gray" variant="default">
              System
            </Badge>
          )}
          <Text size="xs" c="dimmed" className="tabular">
            level {role.level}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {reasonOf(role, isCurrent)}
        </Text>
      </div>
    </Group>
  )
}

/** The roles that may be given, Owner excluded; those beyond the actor are disabled and say why. */
export function RoleSelect(props: RoleSelectProps) {
  const roles = (props.roles ?? []).filter(({ key }) => key !== 'owner')
  return (
    <Select
      label={props.label}
      required
      placeholder={props.roles === undefined ? 'Loading roles…' : 'Choose a role'}
      data={roles.map((role) => ({
        value: role.id,
        label: role.name,
        disabled: !role.can.assign || role.id === props.currentRoleId,
      }))}
      renderOption={({ option }) => {
        const role = roles.find(({ id }) => id === option.value)
        return role && <RoleOption role={role} isCurrent={role.id === props.currentRoleId} />
      }}
      value={props.value}
      onChange={props.onChange}
      allowDeselect={false}
      maxDropdownHeight={340}
      error={props.error}
      data-autofocus={props.isAutofocused || undefined}
    />
  )
}
