import { Modal, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form'
import { createTag, updateTag } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ColorField, FIRST_COLOR, whyNotColor } from '../../../ui/color-field.tsx'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { type LinkTag, TAG_LISTS } from './use-tag-acts.ts'

interface TagDialogProps {
  /** The tag to edit; null makes a new one. */
  tag: LinkTag | null
  isOpen: boolean
  onClose: () => void
}

interface Values {
  name: string
  color: string
}

function useSave(tag: LinkTag | null, form: UseFormReturnType<Values>, onClose: () => void) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: TAG_LISTS,
    onDone: ({ name }: { name: string }) => {
      notifyDone(tag === null ? `The tag ${name} was created` : `The tag ${name} is saved`)
      onClose()
    },
    onFailed: showFieldErrors(form),
  }
  const create = useAct(createTag, extras)
  const update = useAct(updateTag, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (body: Values) =>
      tag === null
        ? create.mutate({ params: { orgId }, body })
        : update.mutate({ params: { orgId, tagId: tag.id }, body }),
  }
}

function TagForm({ tag, onClose }: TagDialogProps) {
  const form = useForm<Values>({
    initialValues: { name: tag?.name ?? '', color: tag?.color ?? FIRST_COLOR },
    validate: {
      name: isNotEmpty('Give the tag a name'),
      color: whyNotColor,
    },
  })
  const { save, isPending, error } = useSave(tag, form, onClose)
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Campaign"
          maxLength={50}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <ColorField {...form.getInputProps('color')} />
        <FormError error={error} />
        <FormButtons label={tag === null ? 'Create Tag' : 'Save'} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Makes a tag, or edits one. */
export function TagDialog(props: TagDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.tag === null ? 'Create Tag' : 'Edit Tag'}
    >
      <TagForm {...props} />
    </Modal>
  )
}
