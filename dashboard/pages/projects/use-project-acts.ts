import { getProject, listProjects, updateProject } from '#shared/contract/projects.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { notifyFailed } from '../../ui/notify.ts'
import { notifyUndoable } from '../../ui/notify-undoable.tsx'
import { useAct } from '../../use-route.ts'

export type Project = RouteResponse<typeof getProject>

/** Archives a project or brings it back, with a way to undo it. */
export function useArchiveProject(): (project: Project) => void {
  const { id: orgId } = useWorkspace()
  const update = useAct(updateProject, { invalidate: [listProjects, getProject], onFailed: notifyFailed })
  const set = (project: Project, isArchived: boolean, onSuccess: () => void) =>
    update.mutate(
      { params: { orgId, projectId: project.id }, body: { is_archived: isArchived } },
      { onSuccess },
    )
  return (project) => {
    const { name, is_archived: wasArchived } = project
    set(project, !wasArchived, () =>
      notifyUndoable(wasArchived ? `${name} is active again` : `${name} was archived`, () =>
        set(project, wasArchived, () => undefined),
      ),
    )
  }
}

/** Why a project can't be changed or deleted; null when it can. */
export const whyNotUpdate = (project: Project): string | null =>
  project.can.update ? null : 'You need the permission projects.update.'
export const whyNotDelete = (project: Project): string | null =>
  project.can.delete ? null : 'You need the permission projects.delete.'
