import { Text } from '@mantine/core'
import { deleteTag } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { type LinkTag, TAG_LISTS } from './use-tag-acts.ts'

interface DeleteTagDialogProps {
  tag: LinkTag
  isOpen: boolean
  onClose: () => void
}

const sayLinks = (count: number): string =>
  count === 0
    ? 'No link has it, so nothing else changes.'
    : `${count.toLocaleString()} ${count === 1 ? 'link loses' : 'links lose'} it, and otherwise ${count === 1 ? 'stays as it is' : 'stay as they are'}.`

/** Deletes a tag; says first how many links lose it. */
export function DeleteTagDialog({ tag, isOpen, onClose }: DeleteTagDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteTag, {
    invalidate: TAG_LISTS,
    onDone: () => {
      notifyDone(`The tag ${tag.name} was deleted`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete Tag"
      confirmLabel="Delete Tag"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, tagId: tag.id } })}
    >
      <Text size="sm">
        This deletes the tag <b>{tag.name}</b> and can’t be undone. {sayLinks(tag.link_count)}
      </Text>
    </ConfirmDialog>
  )
}
