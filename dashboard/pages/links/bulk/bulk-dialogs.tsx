import { Button, Group, Modal, MultiSelect, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { FormButtons } from '../../../ui/form-buttons.tsx'
import { instantOf } from '../composer/local-time.ts'
import { MomentField } from '../composer/moment-field.tsx'
import { useProjectChoices, useTagChoices } from '../list/filter-choices.ts'
import { countOf } from '../short-text.ts'
import { type BulkAct, changing, deleting } from './bulk-acts.ts'
import type { BulkDialogName } from './bulk-bar.tsx'

interface BulkDialogProps {
  count: number
  onAct: (act: BulkAct) => void
  onClose: () => void
}

function TagsForm({ count, onAct, onClose }: BulkDialogProps) {
  const tags = useTagChoices()
  const [added, setAdded] = useState<string[]>([])
  const [removed, setRemoved] = useState<string[]>([])
  const isReady = added.length + removed.length > 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const set = {
          ...(added.length > 0 ? { add_tag_ids: added } : {}),
          ...(removed.length > 0 ? { remove_tag_ids: removed } : {}),
        }
        if (isReady) onAct(changing('Tagging', 'changed', set))
      }}
    >
      <Stack gap="md">
        <MultiSelect
          label={`Add to ${countOf(count, 'link')}`}
          data={tags.filter(({ value }) => !removed.includes(value))}
          value={added}
          onChange={setAdded}
          searchable
          nothingFoundMessage="No tag is called that"
          data-autofocus
        />
        <MultiSelect
          label="Take off"
          data={tags.filter(({ value }) => !added.includes(value))}
          value={removed}
          onChange={setRemoved}
          searchable
          nothingFoundMessage="No tag is called that"
        />
        <FormButtons label="Change tags" isPending={false} isReady={isReady} onCancel={onClose} />
      </Stack>
    </form>
  )
}

function ProjectForm({ count, onAct, onClose }: BulkDialogProps) {
  const projects = useProjectChoices()
  const [project, setProject] = useState<string | null>(null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (project !== null)
          onAct(changing('Moving', 'moved', { project_id: project === 'none' ? null : project }))
      }}
    >
      <Stack gap="md">
        <Select
          label={`Put ${countOf(count, 'link')} into`}
          placeholder="Choose a project"
          data={[{ value: 'none', label: 'No project' }, ...projects]}
          value={project}
          onChange={setProject}
          searchable
          data-autofocus
        />
        <FormButtons label="Move links" isPending={false} isReady={project !== null} onCancel={onClose} />
      </Stack>
    </form>
  )
}

function ExpiryForm({ count, onAct, onClose }: BulkDialogProps) {
  const [expiry, setExpiry] = useState<string | null>(null)
  return (
    <Stack gap="md">
      <MomentField
        label={`${countOf(count, 'link')} ${count === 1 ? 'stops' : 'stop'} working at`}
        value={expiry}
        onChange={setExpiry}
      />
      <Text size="sm" c="dimmed">
        From then on visitors see a page that says so, or the destination a link has for that.
      </Text>
      <Group justify="space-between" gap="xs">
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onAct(changing('Changing', 'changed', { expires_at: null }))}
        >
          Never expire
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={expiry === null}
            onClick={() =>
              expiry !== null && onAct(changing('Changing', 'changed', { expires_at: instantOf(expiry) }))
            }
          >
            Set expiry
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

// A slip of the hand on a few links is bad enough; on many it has to be meant.
const TYPED_FROM = 10

function DeleteDialog({ count, onAct, onClose, isOpen }: BulkDialogProps & { isOpen: boolean }) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Delete ${countOf(count, 'link')}`}
      confirmLabel={`Delete ${countOf(count, 'link')}`}
      {...(count >= TYPED_FROM ? { typedName: String(count) } : {})}
      onConfirm={() => onAct(deleting)}
    >
      This deletes <b>{countOf(count, 'link')}</b> for good. Whoever opens one is told that it is gone (410),
      printed QR codes stop working and saved ones go with their link. For 30 days only this workspace can use
      {count === 1 ? ' its slug' : ' their slugs'} again. To put links out of the way and keep them working,
      archive them.
    </ConfirmDialog>
  )
}

const TITLES = { tags: 'Change tags', project: 'Move to a project', expiry: 'Set expiry' } as const
const FORMS = { tags: TagsForm, project: ProjectForm, expiry: ExpiryForm } as const

interface BulkDialogsProps extends BulkDialogProps {
  name: BulkDialogName | null
  isOpen: boolean
}

/** Asks what an act on many links needs to know. */
export function BulkDialogs({ name, isOpen, ...props }: BulkDialogsProps) {
  if (name === null) return null
  if (name === 'delete') return <DeleteDialog {...props} isOpen={isOpen} />
  const Form = FORMS[name]
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={TITLES[name]}>
      <Form {...props} />
    </Modal>
  )
}
