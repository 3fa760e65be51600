import { Button, Group } from '@mantine/core'
import { IconMail, IconPlus, IconUsers } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useMe } from '../../../frame/use-me.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { part } from '../../../ui/part.ts'
import { useDialog } from '../../../ui/use-dialog.ts'
import { useListState } from '../../../ui/use-list-state.ts'
import { NOT_YOUR_TEAM, type Team, type TeamMember } from '../team-roles.ts'
import { LeaveTeamDialog } from './leave-team-dialog.tsx'
import { teamMemberColumns } from './team-member-columns.tsx'
import { useTeamMemberActs } from './use-team-member-acts.ts'

const AddMembersDialog = part(() => import('./add-members-dialog.tsx').then((file) => file.AddMembersDialog))
const InviteToTeamDialog = part(() =>
  import('../invitations/invite-to-team-dialog.tsx').then((file) => file.InviteToTeamDialog),
)

type Sort = 'name' | '-name' | 'role' | '-role' | 'joined_at' | '-joined_at'

const keyOf = (member: TeamMember, sort: string): string =>
  sort.endsWith('joined_at') ? member.joined_at : sort.endsWith('role') ? member.role : member.name

function shown(members: readonly TeamMember[], search: string, sort: string): TeamMember[] {
  const wanted = search.trim().toLowerCase()
  const direction = sort.startsWith('-') ? -1 : 1
  return members
    .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted))
    .sort((a, b) => direction * keyOf(a, sort).localeCompare(keyOf(b, sort)))
}

interface ButtonsProps {
  team: Team
  onAdd: () => void
  onInvite: () => void
}

function AddButtons({ team, onAdd, onInvite }: ButtonsProps) {
  const allowed = team.can.manage_members
  return (
    <Group gap="xs">
      <Gated allowed={allowed} reason={NOT_YOUR_TEAM}>
        <Button variant="default" leftSection={<IconMail size={16} aria-hidden />} onClick={onInvite}>
          Invite
        </Button>
      </Gated>
      <Gated allowed={allowed} reason={NOT_YOUR_TEAM}>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          Add members
        </Button>
      </Gated>
    </Group>
  )
}

function Nobody({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={IconUsers}
      heading={isFiltered ? 'Nobody matches' : 'Nobody is in this team'}
      description={
        isFiltered
          ? 'Nobody in this team has that name or e-mail.'
          : 'Add members of the organization, or invite them so that they choose for themselves.'
      }
    >
      {isFiltered && (
        <Button variant="default" onClick={onClear}>
          Show everybody
        </Button>
      )}
    </EmptyState>
  )
}

/** The team's people and their roles in it. */
export function TeamMembersTab({ team }: { team: Team }) {
  const { user } = useMe()
  const list = useListState<'search' | 'sort'>({ search: '', sort: 'name' })
  const dialog = useDialog<'add' | 'invite' | 'leave'>()
  const acts = useTeamMemberActs(team)
  const columns = teamMemberColumns({ team, yourId: user.id, ...acts, onLeave: () => dialog.open('leave') })
  const buttons = (
    <AddButtons team={team} onAdd={() => dialog.open('add')} onInvite={() => dialog.open('invite')} />
  )
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search team members',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
        right={buttons}
      />
      <DataTable
        label={`Members of ${team.name}`}
        columns={columns}
        rows={shown(team.members, list.values.search, list.values.sort)}
        query={{ isPending: false, isPlaceholderData: false, error: null, refetch: () => undefined }}
        rowKey={({ member_id: id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort: sort as Sort })}
        minWidth={620}
        empty={<Nobody isFiltered={list.isFiltered} onClear={list.clear} />}
      />
      <Suspense key={dialog.opening}>
        {dialog.subject === 'add' && (
          <AddMembersDialog team={team} isOpen={dialog.isOpen} onClose={dialog.close} />
        )}
        {dialog.subject === 'invite' && (
          <InviteToTeamDialog team={team} isOpen={dialog.isOpen} onClose={dialog.close} />
        )}
      </Suspense>
      <LeaveTeamDialog
        team={team}
        isOpen={dialog.isOpen && dialog.subject === 'leave'}
        onClose={dialog.close}
      />
    </>
  )
}
