import { Anchor, Badge, Button, Group, SimpleGrid, Text } from '@mantine/core'
import { IconArrowLeft, IconFolderOpen, IconPencil } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { getProject } from '#shared/contract/projects.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { AddressAnchor } from '../../ui/address-anchor.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useRoute } from '../../use-route.ts'
import { DeleteProjectDialog } from './delete-project-dialog.tsx'
import { ProjectMenu } from './project-columns.tsx'
import { ProjectDialog } from './project-dialog.tsx'
import { ProjectDot } from './project-dot.tsx'
import { holdingsOf } from './project-holdings.ts'
import { type Project, useArchiveProject, whyNotUpdate } from './use-project-acts.ts'

/** What is held, as a link to the list of it where there is one. */
function HoldingLabel({ project, kind, label }: { project: Project; kind: string; label: string }) {
  const workspace = useWorkspace()
  if (kind !== 'links' || !workspace.can('links.read'))
    return (
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    )
  return (
    <AddressAnchor href={`${addressIn(workspace, 'links')}?project_id=${project.id}`} size="sm">
      {label}
    </AddressAnchor>
  )
}

/** Leads to the clicks of the project's links. */
function ClicksAnchor({ project }: { project: Project }) {
  const workspace = useWorkspace()
  if (!workspace.can('analytics.view')) return null
  return (
    <AddressAnchor href={`${addressIn(workspace, 'analytics')}?project=${project.id}`} size="sm">
      See the clicks of its links
    </AddressAnchor>
  )
}

function Holdings({ project }: { project: Project }) {
  const holdings = holdingsOf(project)
  if (holdings.every(({ count }) => count === 0))
    return (
      <EmptyState
        icon={IconFolderOpen}
        heading="Nothing in this project yet"
        description="Short links, link pages and event types show here by kind once they are put into the project."
      />
    )
  return (
    <Section heading="What it holds">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {holdings.map(({ kind, label, count }) => (
          <div key={kind}>
            <Text size="xl" fw={600} className="tabular">
              {count.toLocaleString()}
            </Text>
            <HoldingLabel project={project} kind={kind} label={label} />
          </div>
        ))}
      </SimpleGrid>
      <ClicksAnchor project={project} />
    </Section>
  )
}

function Facts({ project }: { project: Project }) {
  return (
    <Group gap="lg" mb="lg">
      <Group gap={6}>
        <ProjectDot color={project.color} size={14} />
        <Text size="sm" c="dimmed" tt="lowercase" ff="monospace">
          {project.color}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        Created <TimeText value={project.created_at} />
        {project.created_by !== null && ` by ${project.created_by.name}`}
      </Text>
      <Text size="sm" c="dimmed">
        Last edited <TimeText value={project.updated_at} as="relative" />
      </Text>
      {project.is_archived && <Badge color="gray">Archived</Badge>}
    </Group>
  )
}

function ProjectView({ project }: { project: Project }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const archive = useArchiveProject()
  const dialog = useDialog<'edit' | 'delete'>()
  const leave = () => void navigate({ to: addressIn(workspace, 'projects') })
  const refusal = whyNotUpdate(project)
  const isOpen = (name: 'edit' | 'delete') => dialog.isOpen && dialog.subject === name
  return (
    <>
      <PageHeader
        title={project.name}
        {...(project.description === '' ? {} : { subtitle: project.description })}
        above={
          <Anchor component={Link} to={addressIn(workspace, 'projects')} size="sm">
            <Group gap={4} component="span">
              <IconArrowLeft size={14} aria-hidden /> Projects
            </Group>
          </Anchor>
        }
      >
        <Gated allowed={refusal === null} reason={refusal ?? ''}>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => dialog.open('edit')}
          >
            Edit
          </Button>
        </Gated>
        <ProjectMenu
          project={project}
          onEdit={() => dialog.open('edit')}
          onDelete={() => dialog.open('delete')}
          onArchive={archive}
        />
      </PageHeader>
      <Facts project={project} />
      <Holdings project={project} />
      <ProjectDialog
        key={`edit-${dialog.opening}`}
        project={project}
        isOpen={isOpen('edit')}
        onClose={dialog.close}
      />
      <DeleteProjectDialog
        project={project}
        isOpen={isOpen('delete')}
        onClose={dialog.close}
        onDeleted={leave}
      />
    </>
  )
}

/** One project and what it holds. */
export function ProjectPage() {
  const { id: orgId } = useWorkspace()
  const { projectId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRoute(getProject, { params: { orgId, projectId } })
  if (data !== undefined) return <ProjectView project={data} />
  return error === null ? (
    <PageSkeleton />
  ) : (
    <ErrorState error={error} order={1} onRetry={() => void refetch()} />
  )
}
