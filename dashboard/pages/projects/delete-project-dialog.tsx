import { Text } from '@mantine/core'
import { listLimits } from '#shared/contract/organizations.ts'
import { deleteProject, listProjects } from '#shared/contract/projects.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { sayHoldings } from './project-holdings.ts'
import type { Project } from './use-project-acts.ts'

interface DeleteProjectDialogProps {
  project: Project
  isOpen: boolean
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes a project; says first what becomes of what it holds. */
export function DeleteProjectDialog({ project, isOpen, onClose, onDeleted }: DeleteProjectDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteProject, {
    invalidate: [listProjects, listLimits],
    onDone: () => {
      notifyDone(`The project ${project.name} was deleted`)
      onClose()
      onDeleted?.()
    },
  })
  const held = sayHoldings(project)
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete Project"
      confirmLabel="Delete Project"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, projectId: project.id } })}
    >
      <Text size="sm">
        This deletes the project <b>{project.name}</b> with its description and colour, and can’t be undone.
      </Text>
      <Text size="sm" mt="xs">
        {held === 'nothing'
          ? 'It holds nothing, so nothing else changes.'
          : `It holds ${held}; they stay in the workspace and keep working, without a project.`}{' '}
        To put it away instead, archive it.
      </Text>
    </ConfirmDialog>
  )
}
