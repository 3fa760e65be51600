import { Tooltip } from '@mantine/core'
import { cloneElement, type ReactElement } from 'react'

interface GatedProps {
  allowed: boolean
  /** Why not, as a sentence: the permission, the limit, the plan. */
  reason: string
  /** One button-like element. */
  children: ReactElement<GatedChild>
}

interface GatedChild {
  'data-disabled'?: boolean
  'aria-disabled'?: boolean
  onClick?: (event: { preventDefault: () => void; stopPropagation: () => void }) => void
}

const refuse: NonNullable<GatedChild['onClick']> = (event) => {
  event.preventDefault()
  event.stopPropagation()
}

/** Its child when allowed; else the child disabled, with the reason in a tooltip that the keyboard reaches too. */
export function Gated({ allowed, reason, children }: GatedProps) {
  if (allowed) return children
  // Not the disabled attribute: a disabled button takes no focus, and so shows nobody its reason.
  const child = cloneElement(children, { 'data-disabled': true, 'aria-disabled': true, onClick: refuse })
  return <Tooltip label={reason}>{child}</Tooltip>
}
