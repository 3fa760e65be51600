import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { listLimits } from '#shared/contract/organizations.ts'
import { deleteTeam, getTeam, listTeams, updateTeam } from '#shared/contract/teams.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { FormError, showFieldErrors } from '../../../ui/form-errors.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { Section } from '../../../ui/section.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { useAct } from '../../../use-route.ts'
import { publicAddressOf, TeamFields, type TeamValues, teamRules } from '../team-form.tsx'
import { NOT_YOUR_TEAM, type Team } from '../team-roles.ts'

function DetailsSection({ team }: { team: Team }) {
  const { id: orgId } = useWorkspace()
  const { name, slug, description } = team
  const form = useForm<TeamValues>({ initialValues: { name, slug, description }, validate: teamRules })
  const save = useAct(updateTeam, {
    invalidate: [getTeam, listTeams],
    onDone: () => notifyDone('The team is saved.'),
    onFailed: (error) => {
      if (error.code === 'slug_taken') form.setFieldError('slug', 'Taken; choose another')
      else showFieldErrors(form)(error)
    },
  })
  const mayEdit = team.can.update
  return (
    <Section heading="Details" {...(mayEdit ? {} : { description: NOT_YOUR_TEAM })}>
      <form
        onSubmit={form.onSubmit((body) => save.mutate({ params: { orgId, teamId: team.id }, body }))}
        noValidate
      >
        <Stack gap="md" maw={520}>
          <TeamFields form={form} isDisabled={!mayEdit}>
            {form.values.slug !== slug && (
              <Alert color="yellow" variant="light">
                <Text size="sm">
                  The page moves with it: {publicAddressOf(slug)} no longer leads here, and anyone may take
                  that address.
                </Text>
              </Alert>
            )}
          </TeamFields>
          <FormError error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!mayEdit || !form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

function DeletionTouches({ team }: { team: Team }) {
  const count = team.members.length
  return (
    <Stack gap="sm">
      <Text size="sm">This deletes the team {team.name}:</Text>
      <List size="sm" spacing={4}>
        <List.Item>
          {count === 1 ? 'One person loses' : `${count.toLocaleString()} people lose`} their place in it; all
          stay members of the organization.
        </List.Item>
        <List.Item>Invitations to it that are pending stop working.</List.Item>
        <List.Item>
          Its page {team.public_url.replace(/^https?:\/\//, '')} answers that it is gone. Only this
          organization can use the address again for thirty days.
        </List.Item>
        <List.Item>The audit log keeps what was done.</List.Item>
      </List>
      <Text size="sm">This can’t be undone.</Text>
    </Stack>
  )
}

function DeleteSection({ team }: { team: Team }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const dialog = useDialog<'delete'>()
  const remove = useAct(deleteTeam, {
    invalidate: [listTeams, listLimits],
    onDone: () => {
      notifyDone(`The team ${team.name} was deleted`)
      void navigate({ to: addressIn(workspace, 'scheduling/teams') })
    },
  })
  return (
    <Section heading="Delete this team" description="Its members stay in the organization." isDangerous>
      <Group>
        <Gated allowed={team.can.delete} reason="You need the permission team.delete_teams.">
          <Button color="red" variant="outline" onClick={() => dialog.open('delete')}>
            Delete Team
          </Button>
        </Gated>
      </Group>
      <ConfirmDialog
        key={dialog.opening}
        isOpen={dialog.isOpen}
        onClose={dialog.close}
        title="Delete Team"
        confirmLabel="Delete Team"
        typedName={team.name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { orgId: workspace.id, teamId: team.id } })}
      >
        <DeletionTouches team={team} />
      </ConfirmDialog>
    </Section>
  )
}

/** Name, address and description of a team, and its end. */
export function TeamSettingsTab({ team }: { team: Team }) {
  return (
    <>
      <DetailsSection team={team} />
      <DeleteSection team={team} />
    </>
  )
}
