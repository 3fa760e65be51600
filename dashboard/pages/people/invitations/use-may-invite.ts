import { listInvitations } from '#shared/contract/invitations.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'

/**
 * Whether the actor may invite: by permission, or by the organization's setting that lets members invite, which only
 * the server knows. `isKnown` is false until it has answered.
 */
export function useMayInvite(): { mayInvite: boolean; isKnown: boolean } {
  const { id, kind, can } = useWorkspace()
  const holds = can('team.invite')
  const probe = useRoute(
    listInvitations,
    { params: { orgId: id }, query: { limit: 1 } },
    { enabled: !holds && kind === 'organization', staleTime: 60_000 },
  )
  return { mayInvite: holds || probe.data !== undefined, isKnown: holds || !probe.isPending }
}
