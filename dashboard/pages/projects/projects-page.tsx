import { Button, SegmentedControl } from '@mantine/core'
import { IconFolders, IconPlus } from '@tabler/icons-react'
import { listProjects } from '#shared/contract/projects.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { useWhyPlanRefuses } from '../settings/use-plan-room.ts'
import { DeleteProjectDialog } from './delete-project-dialog.tsx'
import { projectColumns } from './project-columns.tsx'
import { ProjectDialog } from './project-dialog.tsx'
import { type Project, useArchiveProject } from './use-project-acts.ts'

type Query = NonNullable<RouteRequest<typeof listProjects>['query']>
type Name = 'search' | 'status' | 'sort'
type Subject = { act: 'edit'; project: Project | null } | { act: 'delete'; project: Project }

const DEFAULTS: Record<Name, string> = { search: '', status: 'active', sort: 'name' }
const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'All' },
]

function CreateProjectButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  const planRefuses = useWhyPlanRefuses('projects')
  const refusal = can('projects.create') ? planRefuses : 'You need the permission projects.create.'
  return (
    <Gated allowed={refusal === null} reason={refusal ?? ''}>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create Project
      </Button>
    </Gated>
  )
}

function NoProjects({ list, onCreate }: { list: ListState<Name>; onCreate: () => void }) {
  if (list.values.search === '' && list.values.status !== 'archived')
    return (
      <EmptyState
        icon={IconFolders}
        heading={list.values.status === 'active' ? 'No active projects' : 'No projects yet'}
        description="A project groups what belongs together, such as a campaign or a product launch."
      >
        <CreateProjectButton onOpen={onCreate} />
      </EmptyState>
    )
  return (
    <EmptyState
      icon={IconFolders}
      heading={list.values.search === '' ? 'Nothing is archived' : 'No project matches'}
      description={
        list.values.search === ''
          ? 'An archived project is put away with all that it holds, and can be brought back.'
          : 'No project with this status has this in its name or description.'
      }
    >
      <Button variant="default" onClick={list.clear}>
        Show active projects
      </Button>
    </EmptyState>
  )
}

function Dialogs({ dialog }: { dialog: Dialog<Subject> }) {
  const { subject, opening, isOpen, close } = dialog
  if (subject === null) return null
  return subject.act === 'edit' ? (
    <ProjectDialog key={opening} project={subject.project} isOpen={isOpen} onClose={close} />
  ) : (
    <DeleteProjectDialog key={opening} project={subject.project} isOpen={isOpen} onClose={close} />
  )
}

function ProjectList({ dialog }: { dialog: Dialog<Subject> }) {
  const workspace = useWorkspace()
  const list = useListState<Name>(DEFAULTS)
  const query = { ...list.values, page: list.page } as Query
  const projects = useRoute(listProjects, { params: { orgId: workspace.id }, query }, { keepPrevious: true })
  const archive = useArchiveProject()
  const columns = projectColumns(workspace, {
    onEdit: (project) => dialog.open({ act: 'edit', project }),
    onDelete: (project) => dialog.open({ act: 'delete', project }),
    onArchive: archive,
  })
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search projects',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      >
        <SegmentedControl
          size="sm"
          aria-label="Status"
          data={STATUSES}
          value={list.values.status}
          onChange={(status) => list.set({ status })}
        />
      </ListToolbar>
      <DataTable
        label="Projects"
        columns={columns}
        rows={projects.data?.data}
        query={projects}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        minWidth={760}
        empty={<NoProjects list={list} onCreate={() => dialog.open({ act: 'edit', project: null })} />}
      />
      {projects.data !== undefined && (
        <ListPagination
          page={projects.data.page}
          limit={projects.data.limit}
          total={projects.data.total}
          noun="projects"
          onChange={(page) => list.set({ page: String(page) })}
        />
      )}
    </>
  )
}

/** The projects of a workspace. */
export function ProjectsPage() {
  const { can } = useWorkspace()
  const dialog = useDialog<Subject>()
  return (
    <>
      <PageHeader title="Projects" subtitle="Group what belongs together.">
        {can('projects.read') && (
          <CreateProjectButton onOpen={() => dialog.open({ act: 'edit', project: null })} />
        )}
      </PageHeader>
      {can('projects.read') ? (
        <ProjectList dialog={dialog} />
      ) : (
        <RestrictedNotice permission="projects.read" />
      )}
      <Dialogs dialog={dialog} />
    </>
  )
}
