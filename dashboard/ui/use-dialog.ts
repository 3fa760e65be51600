import { useRef, useState } from 'react'

export interface Dialog<T> {
  isOpen: boolean
  /** What it is about; the last one while it closes, so that its words stay in place. Null before the first. */
  subject: T | null
  /** Differs each time it opens: as a key it clears what was typed the last time. */
  opening: number
  open: (subject: T) => void
  close: () => void
}

/** A dialog about a thing. On closing, focus goes back to the element that had it, or to the menu it was in. */
export function useDialog<T>(): Dialog<T> {
  const [isOpen, setOpen] = useState(false)
  const [subject, setSubject] = useState<T | null>(null)
  const [opening, setOpening] = useState(0)
  const opener = useRef<HTMLElement | null>(null)
  return {
    isOpen,
    subject,
    opening,
    open: (next) => {
      const focused = document.activeElement
      // A menu item is gone when the dialog closes; its menu names the button that opened it.
      const labelledBy = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
      const button = labelledBy ? document.getElementById(labelledBy) : focused
      opener.current = button instanceof HTMLElement ? button : null
      setSubject(next)
      setOpening((last) => last + 1)
      setOpen(true)
    },
    close: () => {
      setOpen(false)
      const button = opener.current
      setTimeout(() => {
        if (document.activeElement === document.body || document.activeElement?.closest('[role="dialog"]'))
          button?.focus()
      }, 250)
    },
  }
}
