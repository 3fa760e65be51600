import { Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { inviteToTeam, listTeamInvitations } from '#shared/contract/teams.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { FormError } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { MembersPicker } from '../members-picker.tsx'
import { TEAM_ROLE_CHOICES, type Team, type TeamRole } from '../team-roles.ts'
import { TeamInvitationLink } from './team-invitation-link.tsx'

interface InviteToTeamDialogProps {
  team: Team
  isOpen: boolean
  onClose: () => void
}

function InviteForm({ team, onClose }: InviteToTeamDialogProps) {
  const { id: orgId } = useWorkspace()
  const [chosen, setChosen] = useState<string[]>([])
  const [role, setRole] = useState<TeamRole>('member')
  const invite = useAct(inviteToTeam, {
    invalidate: [listTeamInvitations],
    onDone: (sent) => {
      notifyDone(`${sent.name} was invited to ${team.name}`)
      if (sent.accept_url === null) onClose()
    },
  })
  const [memberId] = chosen
  if (invite.data !== undefined && invite.data.accept_url !== null)
    return <TeamInvitationLink sent={invite.data} onClose={onClose} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (memberId !== undefined)
          invite.mutate({ params: { orgId, teamId: team.id }, body: { member_id: memberId, role } })
      }}
    >
      <Stack gap="md">
        <MembersPicker
          label="Member of the organization"
          value={chosen}
          onChange={setChosen}
          without={team.members.map(({ member_id: id }) => id)}
          max={1}
          isAutofocused
        />
        <Select
          label="Role in the team"
          data={TEAM_ROLE_CHOICES}
          value={role}
          onChange={(next) => setRole((next ?? 'member') as TeamRole)}
          allowDeselect={false}
        />
        <Text size="sm" c="dimmed">
          They get a mail with a link and join when they accept, within 7 days. Somebody who is no member of
          the organization yet is invited under Management · Teams, where teams can be chosen too.
        </Text>
        <FormError error={invite.error} />
        <FormButtons
          label="Send Invitation"
          isPending={invite.isPending}
          isReady={memberId !== undefined}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Invites a member of the organization to a team by mail. */
export function InviteToTeamDialog(props: InviteToTeamDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={`Invite to ${props.team.name}`}>
      <InviteForm {...props} />
    </Modal>
  )
}
