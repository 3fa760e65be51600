import { type Invitation, listInvitations, resendInvitation } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { formatDate } from '../../../ui/format-time.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'

export type Resent = RouteResponse<typeof resendInvitation>

/** Sends an invitation again; a link to pass on goes to `onLink`, where no SMTP server carries mails. */
export function useResend(onLink: (sent: Resent) => void): (invitation: Invitation) => void {
  const { id: orgId } = useWorkspace()
  const act = useAct(resendInvitation, {
    invalidate: [listInvitations],
    onDone: (sent) => {
      const until = formatDate(sent.expires_at)
      notifyDone(`Invitation to ${sent.email} sent again; it expires on ${until}. The old link has ended.`)
      if (sent.accept_url !== null) onLink(sent)
    },
    onFailed: notifyFailed,
  })
  return ({ id }) => act.mutate({ params: { orgId, invitationId: id } })
}
