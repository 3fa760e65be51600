import { Checkbox, Group, ScrollArea, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { PERMISSION_CATALOGUE, type Permission } from '#shared/permissions.ts'

interface PermissionPickerProps {
  value: readonly Permission[]
  onChange: (value: Permission[]) => void
  /** Only these can be picked; left out: all. */
  available?: readonly string[]
}

interface Choice {
  permission: Permission
  description: string
}

const CATEGORIES = Object.entries(PERMISSION_CATALOGUE).map(([name, { permissions }]) => ({
  name,
  choices: Object.entries(permissions).map(
    ([action, description]): Choice => ({ permission: `${name}.${action}` as Permission, description }),
  ),
}))

function choicesFor(search: string, available: readonly string[] | undefined) {
  const wanted = search.trim().toLowerCase()
  return CATEGORIES.map(({ name, choices }) => ({
    name,
    choices: choices.filter(
      ({ permission, description }) =>
        (available?.includes(permission) ?? true) &&
        `${permission} ${description}`.toLowerCase().includes(wanted),
    ),
  })).filter(({ choices }) => choices.length > 0)
}

interface CategoryProps extends PermissionPickerProps {
  name: string
  choices: readonly Choice[]
}

function Category({ name, choices, value, onChange }: CategoryProps) {
  const chosen = choices.filter(({ permission }) => value.includes(permission)).length
  const toggleAll = () => {
    const others = value.filter((permission) => !choices.some((choice) => choice.permission === permission))
    onChange(chosen === choices.length ? others : [...others, ...choices.map(({ permission }) => permission)])
  }
  const toggle = (permission: Permission) =>
    onChange(
      value.includes(permission) ? value.filter((other) => other !== permission) : [...value, permission],
    )
  return (
    <Stack gap={6} component="fieldset" p={0} m={0} style={{ border: 0 }}>
      <Checkbox
        label={
          <Text component="span" size="sm" fw={600}>
            {name.replaceAll('_', ' ')}
          </Text>
        }
        checked={chosen === choices.length}
        indeterminate={chosen > 0 && chosen < choices.length}
        onChange={toggleAll}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing={8} pl={30}>
        {choices.map(({ permission, description }) => (
          <Checkbox
            key={permission}
            size="sm"
            label={description}
            title={permission}
            checked={value.includes(permission)}
            onChange={() => toggle(permission)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

/** Permissions by category with a search; for the scopes of a key. */
export function PermissionPicker({ value, onChange, available }: PermissionPickerProps) {
  const [search, setSearch] = useState('')
  const categories = choicesFor(search, available)
  return (
    <Stack gap="xs">
      <Group gap="xs" justify="space-between">
        <TextInput
          type="search"
          size="xs"
          aria-label="Find a permission"
          placeholder="Find a permission"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed" role="status">
          {value.length} chosen
        </Text>
      </Group>
      <ScrollArea.Autosize
        mah={280}
        type="auto"
        viewportProps={{ tabIndex: 0, 'aria-label': 'Permissions', role: 'group' }}
      >
        <Stack gap="md" pr="sm" py={4} pl={2}>
          {categories.map(({ name, choices }) => (
            <Category key={name} name={name} choices={choices} value={value} onChange={onChange} />
          ))}
          {categories.length === 0 && (
            <Text size="sm" c="dimmed">
              No permission is called that.
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}
