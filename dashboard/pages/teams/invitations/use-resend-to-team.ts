import type { RouteResponse } from '#shared/contract/route.ts'
import { listTeamInvitations, resendTeamInvitation } from '#shared/contract/teams.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import type { Team } from '../team-roles.ts'

/** Sends a team invitation again; `onLink` gets it where its link must be passed on by hand. */
export function useResendToTeam(
  team: Team,
  onLink: (sent: RouteResponse<typeof resendTeamInvitation>) => void,
): (invitation: { id: string }) => void {
  const { id: orgId } = useWorkspace()
  const act = useAct(resendTeamInvitation, {
    invalidate: [listTeamInvitations],
    onDone: (sent) => {
      notifyDone(`The invitation of ${sent.name} was sent again; the old link no longer works`)
      if (sent.accept_url !== null) onLink(sent)
    },
    onFailed: notifyFailed,
  })
  return ({ id }) => act.mutate({ params: { orgId, teamId: team.id, invitationId: id } })
}
