import { Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { listLimits } from '#shared/contract/organizations.ts'
import { createProject, getProject, listProjects, updateProject } from '#shared/contract/projects.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ColorField, FIRST_COLOR, whyNotColor } from '../../ui/color-field.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import type { Project } from './use-project-acts.ts'

interface ProjectDialogProps {
  /** The project to edit; null makes a new one. */
  project: Project | null
  isOpen: boolean
  onClose: () => void
}

interface Values {
  name: string
  description: string
  color: string
}

function useSave(project: Project | null, form: UseFormReturnType<Values>, onClose: () => void) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: [listProjects, getProject, listLimits],
    onDone: ({ name }: { name: string }) => {
      notifyDone(project === null ? `The project ${name} was created` : `The project ${name} is saved`)
      onClose()
    },
    onFailed: showFieldErrors(form),
  }
  const create = useAct(createProject, extras)
  const update = useAct(updateProject, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (body: Values) =>
      project === null
        ? create.mutate({ params: { orgId }, body })
        : update.mutate({ params: { orgId, projectId: project.id }, body }),
  }
}

function ProjectForm({ project, onClose }: ProjectDialogProps) {
  const form = useForm<Values>({
    initialValues: {
      name: project?.name ?? '',
      description: project?.description ?? '',
      color: project?.color ?? FIRST_COLOR,
    },
    validate: {
      name: isNotEmpty('Give the project a name'),
      color: whyNotColor,
    },
  })
  const { save, isPending, error } = useSave(project, form, onClose)
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Spring sale"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea label="Description" maxLength={1000} {...form.getInputProps('description')} />
        <ColorField {...form.getInputProps('color')} />
        <FormError error={error} />
        <FormButtons
          label={project === null ? 'Create Project' : 'Save'}
          isPending={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Makes a project, or edits one. */
export function ProjectDialog(props: ProjectDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.project === null ? 'Create Project' : 'Edit Project'}
    >
      <ProjectForm {...props} />
    </Modal>
  )
}
