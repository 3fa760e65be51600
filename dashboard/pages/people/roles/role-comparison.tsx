import { Box, Text, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Role } from '#shared/contract/roles.ts'
import { RoleIcon } from '../../../ui/role-badge.tsx'
import classes from './role-comparison.module.css'
import { CATEGORIES, type CategoryEntry } from './summarize-permissions.ts'

interface HeldRole extends Pick<Role, 'id' | 'name' | 'icon' | 'color' | 'level'> {
  held: ReadonlySet<string>
}

function CategoryRow({ entry, roles }: { entry: CategoryEntry; roles: readonly HeldRole[] }) {
  const total = entry.permissions.length
  return (
    <tr className={classes.category}>
      <th scope="rowgroup">{entry.title}</th>
      {roles.map(({ id, held, color }) => {
        const count = entry.permissions.filter(({ name }) => held.has(name)).length
        return (
          <td key={id} className="tabular">
            <Box
              component="span"
              className={classes.share}
              style={{ '--role-color': color, '--share': count / total }}
            >
              {count}/{total}
            </Box>
          </td>
        )
      })}
    </tr>
  )
}

function PermissionRow({ name, text, roles }: { name: string; text: string; roles: readonly HeldRole[] }) {
  return (
    <tr>
      <th scope="row">
        <span title={name}>{text}</span>
      </th>
      {roles.map(({ id, held, color }) => (
        <td key={id}>
          {held.has(name) ? (
            <Box component="span" className={classes.held} style={{ '--role-color': color }}>
              <IconCheck size={13} stroke={2.6} aria-hidden />
              <VisuallyHidden>yes</VisuallyHidden>
            </Box>
          ) : (
            <span className={classes.missing}>
              <VisuallyHidden>no</VisuallyHidden>
            </span>
          )}
        </td>
      ))}
    </tr>
  )
}

/** Roles beside each other, permission by permission. */
export function RoleComparison({ roles }: { roles: readonly Role[] }) {
  const columns: HeldRole[] = roles.map((role) => ({ ...role, held: new Set(role.permissions) }))
  return (
    <Box className={classes.scroll} role="region" aria-label="Roles and their permissions" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {columns.map((role) => (
              <th key={role.id} scope="col">
                <Box component="span" className={classes.role} style={{ '--role-color': role.color }}>
                  <RoleIcon icon={role.icon} size={17} />
                  {role.name}
                </Box>
                <Text size="xs" c="dimmed" className="tabular">
                  level {role.level}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CATEGORIES.map((entry) => (
            <Fragment key={entry.category}>
              <CategoryRow entry={entry} roles={columns} />
              {entry.permissions.map(({ name, description }) => (
                <PermissionRow key={name} name={name} text={description} roles={columns} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
