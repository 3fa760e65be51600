import { Anchor, type AnchorProps } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

interface AddressAnchorProps extends AnchorProps {
  /** An address of the dashboard, with its query. */
  href: string
  children: ReactNode
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** Leads to a page of the dashboard by its whole address, filters included, without loading it anew. */
export function AddressAnchor({ href, children, ...props }: AddressAnchorProps) {
  const { history } = useRouter()
  return (
    <Anchor
      href={href}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        history.push(href)
      }}
      {...props}
    >
      {children}
    </Anchor>
  )
}
