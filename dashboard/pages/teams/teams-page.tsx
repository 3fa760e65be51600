import { Anchor, Badge, Button, Group, Switch, Text } from '@mantine/core'
import { IconBuilding, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RouteResponse } from '#shared/contract/route.ts'
import { listTeams } from '#shared/contract/teams.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace, type Workspace } from '../../frame/use-me.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { useWhyPlanRefuses } from '../settings/use-plan-room.ts'
import { CreateTeamDialog } from './create-team-dialog.tsx'
import { TEAM_ROLE_LABELS } from './team-roles.ts'

type Team = RouteResponse<typeof listTeams>['data'][number]

const columnsIn = (workspace: Workspace): Column<Team>[] => [
  {
    key: 'name',
    header: 'Name',
    render: ({ id, name, description }) => (
      <>
        <Anchor component={Link} to={addressIn(workspace, `scheduling/teams/${id}`)} fw={550} size="sm">
          {name}
        </Anchor>
        {description !== '' && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'address',
    header: 'Public page',
    render: ({ public_url: address, name }) => (
      <Group gap={2} wrap="nowrap">
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {address.replace(/^https?:\/\//, '')}
        </Text>
        <CopyButton value={address} label={`Copy the address of ${name}`} />
      </Group>
    ),
  },
  {
    key: 'members',
    header: 'Members',
    align: 'end',
    width: '90px',
    render: ({ member_count: count }) => <span className="tabular">{count.toLocaleString()}</span>,
  },
  {
    key: 'role',
    header: 'Your role',
    width: '110px',
    render: ({ your_role: role }) =>
      role === null ? (
        <Text size="sm" c="dimmed">
          —
        </Text>
      ) : (
        <Badge color={role === 'owner' ? 'guild' : 'gray'}>{TEAM_ROLE_LABELS[role]}</Badge>
      ),
  },
  {
    key: 'created',
    header: 'Created',
    width: '120px',
    render: (team) => <TimeText value={team.created_at} />,
  },
]

function useWhyNotCreate(): string | null {
  const { can } = useWorkspace()
  const planRefuses = useWhyPlanRefuses('teams', 'teams')
  return can('team.create_teams') ? planRefuses : 'You need the permission team.create_teams.'
}

function CreateTeamButton({ onOpen }: { onOpen: () => void }) {
  const refusal = useWhyNotCreate()
  return (
    <Gated allowed={refusal === null} reason={refusal ?? ''}>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create Team
      </Button>
    </Gated>
  )
}

function NoTeams({ list, onCreate }: { list: ListState<'search' | 'mine'>; onCreate: () => void }) {
  if (list.isFiltered)
    return (
      <EmptyState
        icon={IconUsersGroup}
        heading="No team matches"
        description={
          list.values.mine === 'true' ? 'You are in no team that is called that.' : 'No team is called that.'
        }
      >
        <Button variant="default" onClick={list.clear}>
          Show all teams
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={IconUsersGroup}
      heading="No teams yet"
      description="A team is a group of members with a public page of its own. Create one, then add people to it."
    >
      <CreateTeamButton onOpen={onCreate} />
    </EmptyState>
  )
}

function TeamList({ onCreate }: { onCreate: () => void }) {
  const workspace = useWorkspace()
  const list = useListState({ search: '', mine: '' })
  const isMine = list.values.mine === 'true'
  const query = { page: list.page, search: list.values.search, ...(isMine ? { mine: 'true' as const } : {}) }
  const teams = useRoute(listTeams, { params: { orgId: workspace.id }, query }, { keepPrevious: true })
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search teams',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      >
        <Switch
          label="My teams"
          checked={isMine}
          onChange={(event) => list.set({ mine: event.currentTarget.checked ? 'true' : '' })}
        />
      </ListToolbar>
      <DataTable
        label="Teams"
        columns={columnsIn(workspace)}
        rows={teams.data?.data}
        query={teams}
        rowKey={({ id }) => id}
        minWidth={720}
        empty={<NoTeams list={list} onCreate={onCreate} />}
      />
      {teams.data !== undefined && (
        <ListPagination
          page={teams.data.page}
          limit={teams.data.limit}
          total={teams.data.total}
          noun="teams"
          onChange={(page) => list.set({ page: String(page) })}
        />
      )}
    </>
  )
}

/** The teams of an organization. */
export function TeamsPage() {
  const { kind, can } = useWorkspace()
  const dialog = useDialog<'create'>()
  const create = () => dialog.open('create')
  if (kind === 'personal')
    return (
      <>
        <PageHeader title="Teams" />
        <EmptyState
          icon={IconBuilding}
          heading="A personal workspace is just you"
          description="Teams are groups of an organization’s members. Create an organization to work with other people."
        >
          <Button component={Link} to="/dashboard/new-organization">
            Create Organization
          </Button>
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader title="Teams" subtitle="Groups of members, each with a public page of its own.">
        {can('team.view') && <CreateTeamButton onOpen={create} />}
      </PageHeader>
      {can('team.view') ? <TeamList onCreate={create} /> : <RestrictedNotice permission="team.view" />}
      <CreateTeamDialog key={dialog.opening} isOpen={dialog.isOpen} onClose={dialog.close} />
    </>
  )
}
