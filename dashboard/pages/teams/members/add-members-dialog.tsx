import { Alert, Modal, Progress, Select, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listMembers } from '#shared/contract/members.ts'
import { addTeamMember, getTeam, listTeams } from '#shared/contract/teams.ts'
import { ApiError, call } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { MembersPicker } from '../members-picker.tsx'
import { TEAM_ROLE_CHOICES, type Team, type TeamRole } from '../team-roles.ts'

interface AddMembersDialogProps {
  team: Team
  isOpen: boolean
  onClose: () => void
}

interface Run {
  done: number
  failures: { memberId: string; message: string }[]
}

/** Adds one after the other, and keeps those that failed with their reasons. */
function useAddAll(team: Team) {
  const { id: orgId } = useWorkspace()
  const queryClient = useQueryClient()
  const [run, setRun] = useState<Run | null>(null)
  const addAll = async (memberIds: readonly string[], role: TeamRole): Promise<string[]> => {
    const result: Run = { done: 0, failures: [] }
    setRun(result)
    for (const memberId of memberIds) {
      try {
        await call(addTeamMember, { params: { orgId, teamId: team.id }, body: { member_id: memberId, role } })
        result.done += 1
      } catch (error) {
        const message = error instanceof ApiError ? error.message : String(error)
        result.failures.push({ memberId, message })
      }
      setRun({ ...result })
    }
    await Promise.all(
      [getTeam, listTeams, listMembers].map(({ path }) =>
        queryClient.invalidateQueries({ queryKey: [path] }),
      ),
    )
    return result.failures.map(({ memberId }) => memberId)
  }
  return { run, addAll }
}

function RunState({ run, isPending, total }: { run: Run; isPending: boolean; total: number }) {
  if (isPending && total > 1)
    return (
      <Progress
        value={((run.done + run.failures.length) / total) * 100}
        aria-label={`${run.done} of ${total} added`}
      />
    )
  if (isPending || run.failures.length === 0) return null
  return (
    <Alert color="red" variant="light" role="alert">
      {[...new Set(run.failures.map(({ message }) => message))].join(' ')}
    </Alert>
  )
}

function AddMembersForm({ team, onClose }: AddMembersDialogProps) {
  const [memberIds, setMemberIds] = useState<string[]>([])
  const [role, setRole] = useState<TeamRole>('member')
  const [isPending, setPending] = useState(false)
  const { run, addAll } = useAddAll(team)
  const submit = async () => {
    setPending(true)
    const failed = await addAll(memberIds, role)
    setPending(false)
    const added = memberIds.length - failed.length
    if (added > 0)
      notifyDone(`${added === 1 ? 'One member was' : `${added} members were`} added to ${team.name}`)
    if (failed.length === 0) onClose()
    else setMemberIds(failed)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (memberIds.length > 0) void submit()
      }}
    >
      <Stack gap="md">
        <MembersPicker
          label="Members of the organization"
          value={memberIds}
          onChange={setMemberIds}
          without={team.members.map(({ member_id: id }) => id)}
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
          They are in the team at once. To let people choose, invite them instead.
        </Text>
        {run !== null && <RunState run={run} isPending={isPending} total={memberIds.length} />}
        <FormButtons
          label="Add to team"
          isPending={isPending}
          isReady={memberIds.length > 0}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Puts members of the organization into a team. */
export function AddMembersDialog(props: AddMembersDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={`Add members to ${props.team.name}`}>
      <AddMembersForm {...props} />
    </Modal>
  )
}
