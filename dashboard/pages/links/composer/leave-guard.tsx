import { useBlocker } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'

interface LeaveGuardProps {
  isDirty: boolean
  /** True once it is saved: then leaving asks nothing. */
  isSaved: RefObject<boolean>
}

/** Asks before a page with unsaved changes is left, by a link, by going back, or by closing the tab. */
export function LeaveGuard({ isDirty, isSaved }: LeaveGuardProps) {
  const isBlocking = () => isDirty && isSaved.current !== true
  const blocker = useBlocker({
    shouldBlockFn: isBlocking,
    enableBeforeUnload: isBlocking,
    withResolver: true,
  })
  const isBlocked = blocker.status === 'blocked'
  // A dialog that opens while another page is on its way must have the focus.
  useEffect(() => {
    if (isBlocked && document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }, [isBlocked])
  return (
    <ConfirmDialog
      isOpen={isBlocked}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      confirmLabel="Leave"
      cancelLabel="Go on editing"
      onConfirm={() => blocker.proceed?.()}
    >
      What you changed here is not saved yet and would be lost.
    </ConfirmDialog>
  )
}
