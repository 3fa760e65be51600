import { Menu, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

interface RowMenuItemProps {
  icon: ReactNode
  onClick: () => void
  /** Why it can't be done; null when it can. */
  refusal?: string | null
  isDestructive?: boolean
  children: string
}

// Not the library's data-disabled: arrow keys pass over that, and so show nobody the reason.
const REFUSED = { color: 'var(--mantine-color-dimmed)', cursor: 'not-allowed' } as const

/** One act of a row's menu; what is refused stays reachable and says why. */
export function RowMenuItem({
  icon,
  onClick,
  refusal = null,
  isDestructive = false,
  children,
}: RowMenuItemProps) {
  const item = (
    <Menu.Item
      leftSection={icon}
      closeMenuOnClick={refusal === null}
      {...(refusal === null
        ? { onClick }
        : { style: REFUSED, 'aria-disabled': true, 'aria-description': refusal })}
      {...(isDestructive && refusal === null ? { color: 'var(--mantine-color-error)' } : {})}
    >
      {children}
    </Menu.Item>
  )
  return refusal === null ? item : <Tooltip label={refusal}>{item}</Tooltip>
}
