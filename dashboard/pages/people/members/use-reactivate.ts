import { listMembers, type Member, reactivateMember } from '#shared/contract/members.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useRefreshMe, useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'

/** Brings a removed member back with their former role. */
export function useReactivate(): (member: Pick<Member, 'id'>) => void {
  const { id: orgId } = useWorkspace()
  const refreshMe = useRefreshMe()
  const act = useAct(reactivateMember, {
    invalidate: [listMembers, listRoles, listLimits],
    onDone: (member) => {
      notifyDone(`${member.name} is a member again, as ${member.role.name}`)
      void refreshMe()
    },
    onFailed: notifyFailed,
  })
  return ({ id }) => act.mutate({ params: { orgId, memberId: id }, body: {} })
}
