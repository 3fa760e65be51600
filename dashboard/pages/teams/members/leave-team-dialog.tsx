import { listMembers } from '#shared/contract/members.ts'
import { getTeam, listTeams, removeTeamMember } from '#shared/contract/teams.ts'
import { useMe, useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import type { Team } from '../team-roles.ts'

interface LeaveTeamDialogProps {
  team: Team
  isOpen: boolean
  onClose: () => void
}

/** Ends your own place in a team. */
export function LeaveTeamDialog({ team, isOpen, onClose }: LeaveTeamDialogProps) {
  const { id: orgId } = useWorkspace()
  const { user } = useMe()
  const leave = useAct(removeTeamMember, {
    invalidate: [getTeam, listTeams, listMembers],
    onDone: () => {
      notifyDone(`You left the team ${team.name}`)
      onClose()
    },
  })
  const you = team.members.find(({ user_id: id }) => id === user.id)
  const otherOwners = team.members.filter(
    ({ role, user_id: id }) => role === 'owner' && id !== user.id,
  ).length
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Leave Team"
      confirmLabel="Leave Team"
      isPending={leave.isPending}
      error={leave.error}
      canConfirm={you !== undefined}
      onConfirm={() => you && leave.mutate({ params: { orgId, teamId: team.id, memberId: you.member_id } })}
    >
      You leave the team {team.name} and stay a member of the organization. An owner of the team or an admin
      can add you again.
      {you?.role === 'owner' && otherOwners === 0 && ' You are its only owner.'}
    </ConfirmDialog>
  )
}
