import { useEffect, useRef } from 'react'

/** Something that Escape closes before it may leave the page: a list, a menu, a calendar, a dialog. */
const OPEN = '[role="dialog"], [role="menu"], [role="listbox"], [aria-haspopup][aria-expanded="true"]'
const isSomethingOpen = (): boolean =>
  // Closed lists stay in the document, unseen.
  [...document.querySelectorAll(OPEN)].some((element) => element.checkVisibility())

/** ⌘↵ or Ctrl ↵ saves, Escape leaves. */
export function useComposerKeys({ onSave, onLeave }: { onSave: () => void; onLeave: () => void }): void {
  const acts = useRef({ onSave, onLeave })
  acts.current = { onSave, onLeave }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        acts.current.onSave()
      }
      // Heard before anything closes, or it would look as if nothing had been open.
      if (event.key === 'Escape' && !isSomethingOpen()) acts.current.onLeave()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
