import { CloseButton, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { PermissionCategory } from './permission-category.tsx'
import type { RoleForm } from './role-draft.ts'
import { searchCategories, summarizePermissions } from './summarize-permissions.ts'

/** Every permission as a checkbox, by category, with a search. */
export function PermissionMatrix({ form }: { form: RoleForm }) {
  const [search, setSearch] = useState('')
  const found = searchCategories(search)
  return (
    <>
      <Group justify="space-between" gap="sm" mb="sm">
        <TextInput
          type="search"
          aria-label="Search permissions"
          placeholder="Search permissions"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          // Enter searches; it does not save the role.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            search === '' ? null : (
              <CloseButton size="sm" aria-label="Clear search" onClick={() => setSearch('')} />
            )
          }
          flex="1 1 200px"
        />
        <Text size="sm" c="dimmed" className="tabular" role="status">
          {summarizePermissions([...form.draft.permissions])}
        </Text>
      </Group>
      {found.map((entry) => (
        <PermissionCategory key={entry.category} form={form} entry={entry} />
      ))}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="xl">
          No permission is called that.
        </Text>
      )}
    </>
  )
}
