import { Badge, Checkbox, Group, SimpleGrid, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import classes from './permission-matrix.module.css'
import type { RoleForm } from './role-draft.ts'
import type { CategoryEntry, PermissionEntry } from './summarize-permissions.ts'

interface PermissionCheckboxProps {
  form: RoleForm
  permission: PermissionEntry
  onToggle: (isHeld: boolean) => void
}

function PermissionCheckbox({ form, permission, onToggle }: PermissionCheckboxProps) {
  const lock = form.canEditPermissions ? form.whyLocked(permission.name) : null
  return (
    <Checkbox
      size="sm"
      checked={form.draft.permissions.has(permission.name)}
      disabled={!form.canEditPermissions || lock !== null}
      onChange={(event) => onToggle(event.currentTarget.checked)}
      label={permission.description}
      classNames={{ label: classes.label }}
      description={
        <>
          <code>{permission.name}</code>
          {lock !== null && (
            <span className={classes.lock}>
              <IconLock size={11} aria-hidden /> {lock}
            </span>
          )}
        </>
      }
    />
  )
}

interface PermissionCategoryProps {
  form: RoleForm
  entry: CategoryEntry
}

/** A category's permissions, with one checkbox for all that may be switched. */
export function PermissionCategory({ form, entry }: PermissionCategoryProps) {
  const { draft, set, canEditPermissions, whyLocked } = form
  const held = entry.permissions.filter(({ name }) => draft.permissions.has(name)).length
  const open = entry.permissions.filter(({ name }) => whyLocked(name) === null)
  const openHeld = open.filter(({ name }) => draft.permissions.has(name)).length
  const change = (names: readonly string[], isHeld: boolean) => {
    const next = new Set(draft.permissions)
    for (const name of names) isHeld ? next.add(name) : next.delete(name)
    set({ permissions: next })
  }
  return (
    <fieldset className={classes.category}>
      <legend className={classes.legend}>{entry.title}</legend>
      <Group gap="sm" wrap="nowrap" align="flex-start" className={classes.head}>
        <Checkbox
          aria-label={`All of ${entry.title}`}
          checked={open.length > 0 && openHeld === open.length}
          indeterminate={held > 0 && held < entry.permissions.length && openHeld < open.length}
          disabled={!canEditPermissions || open.length === 0}
          onChange={() =>
            change(
              open.map(({ name }) => name),
              openHeld < open.length,
            )
          }
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={600} aria-hidden>
            {entry.title}
          </Text>
          <Text size="xs" c="dimmed">
            {entry.description}
          </Text>
        </div>
        <Badge variant="default" className="tabular">
          {held} of {entry.permissions.length}
        </Badge>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing={8} className={classes.permissions}>
        {entry.permissions.map((permission) => (
          <PermissionCheckbox
            key={permission.name}
            form={form}
            permission={permission}
            onToggle={(isHeld) => change([permission.name], isHeld)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  )
}
