import { listMembers } from '#shared/contract/members.ts'
import {
  addTeamMember,
  changeTeamRole,
  getTeam,
  listTeams,
  removeTeamMember,
} from '#shared/contract/teams.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { notifyUndoable } from '../../../ui/notify-undoable.tsx'
import { useAct } from '../../../use-route.ts'
import { TEAM_ROLE_LABELS, type Team, type TeamMember, type TeamRole } from '../team-roles.ts'

const invalidate = [getTeam, listTeams, listMembers]

export interface TeamMemberActs {
  onRole: (member: TeamMember, role: TeamRole) => void
  onRemove: (member: TeamMember) => void
}

/** Acts on people of a team, each with its way back. */
export function useTeamMemberActs(team: Team): TeamMemberActs {
  const { id: orgId } = useWorkspace()
  const params = { orgId, teamId: team.id }
  const add = useAct(addTeamMember, {
    invalidate,
    onDone: ({ name }) => notifyDone(`${name} is in the team ${team.name} again`),
    onFailed: notifyFailed,
  })
  const change = useAct(changeTeamRole, { invalidate, onFailed: notifyFailed })
  const remove = useAct(removeTeamMember, { invalidate, onFailed: notifyFailed })

  const setRole = (member: TeamMember, role: TeamRole, onDone: () => void) =>
    change.mutate(
      { params: { ...params, memberId: member.member_id }, body: { role } },
      { onSuccess: onDone },
    )
  return {
    onRole: (member, role) =>
      setRole(member, role, () =>
        notifyUndoable(`${member.name} is ${TEAM_ROLE_LABELS[role].toLowerCase()} of this team now`, () =>
          setRole(member, member.role, () => undefined),
        ),
      ),
    onRemove: (member) =>
      remove.mutate(
        { params: { ...params, memberId: member.member_id } },
        {
          onSuccess: () =>
            notifyUndoable(`${member.name} was removed from the team`, () =>
              add.mutate({ params, body: { member_id: member.member_id, role: member.role } }),
            ),
        },
      ),
  }
}
