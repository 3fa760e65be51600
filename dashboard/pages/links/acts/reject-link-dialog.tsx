import { Modal, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Link } from '#shared/contract/link-fields.ts'
import { rejectLink } from '#shared/contract/links.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { withoutScheme } from '../short-text.ts'
import { LINK_ROUTES } from './use-link-acts.ts'

interface RejectLinkDialogProps {
  link: Link
  isOpen: boolean
  onClose: () => void
}

function RejectForm({ link, onClose }: RejectLinkDialogProps) {
  const { id: orgId } = useWorkspace()
  const form = useForm({ initialValues: { note: '' } })
  const reject = useAct(rejectLink, {
    invalidate: LINK_ROUTES,
    onDone: () => {
      notifyDone(`${withoutScheme(link.short_url)} was rejected`)
      onClose()
    },
    onFailed: showFieldErrors(form),
  })
  return (
    <form
      onSubmit={form.onSubmit((body) => reject.mutate({ params: { orgId, linkId: link.id }, body }))}
      noValidate
    >
      <Stack gap="md">
        <Text size="sm">
          <b>{withoutScheme(link.short_url)}</b> does not go live. Whoever made it is told by e-mail, may
          change it, and it waits for approval again.
        </Text>
        <Textarea
          label="Why"
          description="Sent along. Optional."
          maxLength={500}
          data-autofocus
          {...form.getInputProps('note')}
        />
        <FormError error={reject.error} />
        <FormButtons label="Reject link" isPending={reject.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Decides that a link does not go live, with a word on why. */
export function RejectLinkDialog(props: RejectLinkDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Reject link">
      <RejectForm {...props} />
    </Modal>
  )
}
