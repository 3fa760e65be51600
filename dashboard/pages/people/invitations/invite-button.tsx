import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Gated } from '../../../ui/gated.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { type Seats, useSeats } from '../use-seats.ts'
import { useBulkInvite } from './use-bulk-invite.ts'
import { useMayInvite } from './use-may-invite.ts'

const InviteDialog = lazy(() =>
  import('./invite-dialog.tsx').then((file) => ({ default: file.InviteDialog })),
)

function whyNot(mayInvite: boolean, seats: Seats | null): string | null {
  if (!mayInvite) return 'You need the permission team.invite.'
  if (seats === null || seats.limit === null || seats.used < seats.limit) return null
  return `Your plan ${seats.plan} has ${seats.limit} seats and all are taken; pending invitations hold seats too. Cancel one, remove a member, or move to a larger plan.`
}

/** Opens the invite dialog; disabled with the reason at the seat limit or without the permission. */
export function InviteButton() {
  const { mayInvite } = useMayInvite()
  const refusal = whyNot(mayInvite, useSeats())
  const dialog = useDialog<true>()
  const bulk = useBulkInvite()
  const hasResults = bulk.run !== null
  return (
    <>
      <Gated allowed={refusal === null || hasResults} reason={refusal ?? ''}>
        <Button leftSection={<IconUserPlus size={16} />} onClick={() => dialog.open(true)}>
          {bulk.isSending ? 'Sending invitations' : hasResults ? 'Invitation results' : 'Invite Member'}
        </Button>
      </Gated>
      <Suspense>
        {dialog.subject !== null && (
          <InviteDialog key={dialog.opening} bulk={bulk} isOpen={dialog.isOpen} onClose={dialog.close} />
        )}
      </Suspense>
    </>
  )
}
