import { Button, Modal, Select } from '@mantine/core'
import { IconLock, IconMail } from '@tabler/icons-react'
import type { RouteResponse } from '#shared/contract/route.ts'
import {
  cancelTeamInvitation,
  listTeamInvitations,
  type resendTeamInvitation,
} from '#shared/contract/teams.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { type Dialog, useDialog } from '../../../ui/use-dialog.ts'
import { useListState } from '../../../ui/use-list-state.ts'
import { useAct, useRoute } from '../../../use-route.ts'
import { STATUS_LABELS } from '../../people/invitations/invitation-status.tsx'
import { NOT_YOUR_TEAM, type Team } from '../team-roles.ts'
import { InviteToTeamDialog } from './invite-to-team-dialog.tsx'
import { type TeamInvitation, teamInvitationColumns } from './team-invitation-columns.tsx'
import { TeamInvitationLink } from './team-invitation-link.tsx'
import { useResendToTeam } from './use-resend-to-team.ts'

type Subject =
  | { act: 'invite' }
  | { act: 'cancel'; invitation: TeamInvitation }
  | { act: 'link'; sent: RouteResponse<typeof resendTeamInvitation> }

const STATUSES = Object.entries(STATUS_LABELS).map(([value, label]) => ({ value, label }))

function CancelDialog({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const cancel = useAct(cancelTeamInvitation, {
    invalidate: [listTeamInvitations],
    onDone: ({ name }) => {
      notifyDone(`The invitation of ${name} was cancelled`)
      dialog.close()
    },
  })
  if (dialog.subject?.act !== 'cancel') return null
  const { id: invitationId, team_id: teamId, name } = dialog.subject.invitation
  return (
    <ConfirmDialog
      isOpen={dialog.isOpen}
      onClose={dialog.close}
      title="Cancel Invitation"
      confirmLabel="Cancel Invitation"
      cancelLabel="Keep it"
      isPending={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ params: { orgId, teamId, invitationId } })}
    >
      The link that was sent to {name} stops working at once. They can be invited again.
    </ConfirmDialog>
  )
}

function NoInvitations({
  isFiltered,
  onInvite,
  onClear,
}: Record<'onInvite' | 'onClear', () => void> & { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={IconMail}
      heading={isFiltered ? 'No invitation matches' : 'No invitations yet'}
      description={
        isFiltered
          ? 'No invitation to this team has this name and status.'
          : 'Invite a member of the organization; they join the team when they accept.'
      }
    >
      {isFiltered ? (
        <Button variant="default" onClick={onClear}>
          Clear search and filter
        </Button>
      ) : (
        <Button onClick={onInvite}>Invite</Button>
      )}
    </EmptyState>
  )
}

function StatusFilter({ value, onChange }: { value: string; onChange: (status: string) => void }) {
  return (
    <Select
      aria-label="Status"
      placeholder="Any status"
      data={STATUSES}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      clearable
      clearButtonProps={{ 'aria-label': 'Any status' }}
      w={150}
    />
  )
}

function InvitationList({ team }: { team: Team }) {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '', status: '' })
  const dialog = useDialog<Subject>()
  const invitations = useRoute(listTeamInvitations, { params: { orgId, teamId: team.id } })
  const resend = useResendToTeam(team, (sent) => dialog.open({ act: 'link', sent }))
  const { search, status } = list.values
  const rows = invitations.data?.data.filter(
    (row) =>
      (status === '' || row.status === status) &&
      `${row.name} ${row.email}`.toLowerCase().includes(search.trim().toLowerCase()),
  )
  const isOpen = (act: Subject['act']) => dialog.isOpen && dialog.subject?.act === act
  const invite = () => dialog.open({ act: 'invite' })
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search invitations',
          value: search,
          onChange: (next) => list.set({ search: next }),
        }}
        right={<Button onClick={invite}>Invite</Button>}
      >
        <StatusFilter value={status} onChange={(next) => list.set({ status: next })} />
      </ListToolbar>
      <DataTable
        label={`Invitations to ${team.name}`}
        columns={teamInvitationColumns({
          onResend: resend,
          onCancel: (invitation) => dialog.open({ act: 'cancel', invitation }),
        })}
        rows={rows}
        query={invitations}
        rowKey={({ id }) => id}
        minWidth={720}
        empty={<NoInvitations isFiltered={list.isFiltered} onInvite={invite} onClear={list.clear} />}
      />
      <CancelDialog key={`cancel-${dialog.opening}`} dialog={dialog} />
      <InviteToTeamDialog
        key={`invite-${dialog.opening}`}
        team={team}
        isOpen={isOpen('invite')}
        onClose={dialog.close}
      />
      <Modal opened={isOpen('link')} onClose={dialog.close} title="Invitation sent again">
        {dialog.subject?.act === 'link' && (
          <TeamInvitationLink sent={dialog.subject.sent} onClose={dialog.close} />
        )}
      </Modal>
    </>
  )
}

/** Who was invited to the team, for those who manage it. */
export function TeamInvitationsTab({ team }: { team: Team }) {
  if (team.can.manage_members) return <InvitationList team={team} />
  return <EmptyState icon={IconLock} heading="Only for who manages this team" description={NOT_YOUR_TEAM} />
}
