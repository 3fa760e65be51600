import { acceptInvitation } from '#shared/contract/invitations.ts'
import { useAct } from '../../use-route.ts'
import { useEnter } from '../auth/return-to.ts'

const dashboardOf = (slug: string, teamId?: string): string =>
  teamId === undefined ? `/dashboard/${slug}` : `/dashboard/${slug}/scheduling/teams/${teamId}`

/** Accepts as the signed-in account and opens the workspace, or the team. */
export function useAccept(token: string) {
  const enter = useEnter()
  const act = useAct(acceptInvitation, {
    onDone: ({ organization, team }) => enter(dashboardOf(organization.slug, team?.id)),
  })
  return { ...act, accept: () => act.mutate({ body: { token } }) }
}
