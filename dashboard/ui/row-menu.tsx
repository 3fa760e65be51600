import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface RowMenuProps {
  /** Whose acts: "Actions for Ada Lovelace". */
  label: string
  /** Menu.Item elements. */
  children: ReactNode
}

/** The three-dot menu of a row. */
export function RowMenu({ label, children }: RowMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={label} size={30}>
          <IconDotsVertical size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
