import { Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listLimits } from '#shared/contract/organizations.ts'
import { createTeam, listTeams } from '#shared/contract/teams.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { MembersPicker } from './members-picker.tsx'
import { TeamFields, type TeamValues, teamRules } from './team-form.tsx'

interface CreateTeamDialogProps {
  isOpen: boolean
  onClose: () => void
}

function CreateTeamForm({ onClose }: { onClose: () => void }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const [memberIds, setMemberIds] = useState<string[]>([])
  const form = useForm<TeamValues>({
    initialValues: { name: '', slug: '', description: '' },
    validate: teamRules,
  })
  const create = useAct(createTeam, {
    invalidate: [listTeams, listLimits],
    onDone: ({ id, name }) => {
      notifyDone(`The team ${name} was created`)
      onClose()
      void navigate({ to: addressIn(workspace, `scheduling/teams/${id}`) })
    },
    onFailed: (error) => {
      if (error.code === 'slug_taken') form.setFieldError('slug', 'Taken; choose another')
      else showFieldErrors(form)(error)
    },
  })
  const submit = form.onSubmit((values) =>
    create.mutate({ params: { orgId: workspace.id }, body: { ...values, member_ids: memberIds } }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TeamFields form={form} isNew>
          <MembersPicker
            label="Members"
            description="You are its owner. More people can join later."
            value={memberIds}
            onChange={setMemberIds}
          />
        </TeamFields>
        <FormError error={create.error} />
        <FormButtons label="Create Team" isPending={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Makes a team and opens it. */
export function CreateTeamDialog({ isOpen, onClose }: CreateTeamDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Create Team">
      <CreateTeamForm onClose={onClose} />
    </Modal>
  )
}
