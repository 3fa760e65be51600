import { Anchor, Badge, Group, Menu, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../frame/navigation.ts'
import type { Workspace } from '../../frame/use-me.ts'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { ProjectDot } from './project-dot.tsx'
import { sayHoldings } from './project-holdings.ts'
import { type Project, whyNotDelete, whyNotUpdate } from './use-project-acts.ts'

export interface ProjectActs {
  onEdit: (project: Project) => void
  onArchive: (project: Project) => void
  onDelete: (project: Project) => void
}

const icon = { size: 16, stroke: 1.8 } as const

/** What may be done with a project; what may not says why. */
export function ProjectMenu({ project, ...acts }: ProjectActs & { project: Project }) {
  return (
    <RowMenu label={`Actions for ${project.name}`}>
      <RowMenuItem
        icon={<IconPencil {...icon} />}
        onClick={() => acts.onEdit(project)}
        refusal={whyNotUpdate(project)}
      >
        Edit
      </RowMenuItem>
      <RowMenuItem
        icon={project.is_archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
        onClick={() => acts.onArchive(project)}
        refusal={whyNotUpdate(project)}
      >
        {project.is_archived ? 'Restore' : 'Archive'}
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={() => acts.onDelete(project)}
        refusal={whyNotDelete(project)}
        isDestructive
      >
        Delete
      </RowMenuItem>
    </RowMenu>
  )
}

function ProjectName({ project, workspace }: { project: Project; workspace: Workspace }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <ProjectDot color={project.color} />
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Anchor component={Link} to={addressIn(workspace, `projects/${project.id}`)} fw={550} size="sm">
            {project.name}
          </Anchor>
          {project.is_archived && (
            <Badge size="sm" color="gray">
              Archived
            </Badge>
          )}
        </Group>
        {project.description !== '' && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {project.description}
          </Text>
        )}
      </div>
    </Group>
  )
}

/** The columns of the projects. */
export const projectColumns = (workspace: Workspace, acts: ProjectActs): Column<Project>[] => [
  {
    key: 'name',
    header: 'Name',
    isSortable: true,
    render: (project) => <ProjectName project={project} workspace={workspace} />,
  },
  {
    key: 'holds',
    header: 'Holds',
    width: '220px',
    render: (project) => (
      <Text size="sm" c="dimmed">
        {sayHoldings(project)}
      </Text>
    ),
  },
  {
    key: 'created_by',
    header: 'Created by',
    width: '160px',
    render: ({ created_by: creator }) => creator?.name ?? '—',
  },
  {
    key: 'created_at',
    header: 'Created',
    isSortable: true,
    width: '120px',
    render: ({ created_at: at }) => <TimeText value={at} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (project) => <ProjectMenu project={project} {...acts} />,
  },
]
