import { Button, Group, Kbd, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useOs } from '@mantine/hooks'
import { useRef, useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { AddressFields } from './address-fields.tsx'
import { ApprovalNotice } from './approval-notice.tsx'
import { DestinationField } from './destination-field.tsx'
import { FilingFields } from './filing-fields.tsx'
import { FoldedParts, preloadParts } from './folded-parts.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import classes from './link-composer.module.css'
import { changesOf, type LinkDraft } from './link-draft.ts'
import { ComposerPreview } from './preview/composer-preview.tsx'
import { useComposerKeys } from './use-composer-keys.ts'
import { type FoldedPart, type LinkForm, partsWithErrors } from './use-link-form.ts'
import { useSaveLink } from './use-save-link.ts'
import { validateDraft } from './validate-draft.ts'
import { withScheme } from './with-scheme.ts'

interface LinkComposerProps {
  /** The link to edit; null makes a new one. */
  saved: Link | null
  initial: LinkDraft
  onSaved: (link: Link) => void
  onLeave: () => void
}

/** The parts that are open; those with an error open by themselves, and the first such field gets the focus. */
function useOpenParts() {
  const [open, setOpen] = useState<ReadonlySet<FoldedPart>>(new Set())
  const form = useRef<HTMLFormElement>(null)
  return {
    open,
    form,
    toggle: async (part: FoldedPart) => {
      await preloadParts()
      setOpen((old) => {
        const next = new Set(old)
        if (!next.delete(part)) next.add(part)
        return next
      })
    },
    reveal: async (fields: string[]) => {
      const failed = partsWithErrors(fields)
      // Opened with their fields in them, so that there is one to focus.
      if (failed.length > 0) await preloadParts()
      setOpen((old) => new Set([...old, ...failed]))
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"]')?.focus(),
      )
    },
  }
}

function SaveButtons({
  isNew,
  isPending,
  onLeave,
}: {
  isNew: boolean
  isPending: boolean
  onLeave: () => void
}) {
  const os = useOs()
  return (
    <Group className={classes.buttons} justify="flex-end" gap="xs">
      <Button variant="default" onClick={onLeave} aria-keyshortcuts="Escape">
        Cancel
      </Button>
      <Button
        type="submit"
        loading={isPending}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        rightSection={
          <Kbd size="xs" visibleFrom="sm" aria-hidden>
            {os === 'macos' || os === 'ios' ? '⌘↵' : 'Ctrl ↵'}
          </Kbd>
        }
      >
        {isNew ? 'Create link' : 'Save'}
      </Button>
    </Group>
  )
}

function MainFields({ form, saved }: { form: LinkForm; saved: Link | null }) {
  const address =
    saved === null
      ? null
      : { slug: saved.slug, domain_id: saved.domain?.id ?? '', short_url: saved.short_url }
  return (
    <Stack gap="md" mb="lg">
      <DestinationField form={form} isNew={saved === null} />
      <AddressFields form={form} saved={address} />
      <TextInput
        label="Title"
        description="Found by the search of links; visitors see it where they look up where the link leads."
        maxLength={200}
        {...form.getInputProps('title')}
      />
      <FilingFields form={form} />
    </Stack>
  )
}

/** Makes a link or edits one, with a preview of what it will be. */
export function LinkComposer({ saved, initial, onSaved, onLeave }: LinkComposerProps) {
  const parts = useOpenParts()
  const isSaved = useRef(false)
  const form = useForm<LinkDraft>({
    initialValues: initial,
    validate: (draft) =>
      validateDraft({ ...draft, destination: withScheme(draft.destination) }, saved?.has_password === true),
  })
  const { save, isPending, error } = useSaveLink({
    form,
    saved,
    onRefused: (fields) => void parts.reveal(fields),
    onSaved: (link) => {
      isSaved.current = true
      onSaved(link)
    },
  })
  const submit = form.onSubmit(
    (draft) => save({ ...draft, destination: withScheme(draft.destination) }),
    (errors) => void parts.reveal(Object.keys(errors)),
  )
  useComposerKeys({ onSave: () => parts.form.current?.requestSubmit(), onLeave })
  const isDirty = Object.keys(changesOf(initial, form.values)).length > 0
  return (
    <div className={classes.layout}>
      <form ref={parts.form} className={classes.form} onSubmit={submit} noValidate aria-label="Link">
        <ApprovalNotice saved={saved} />
        <MainFields form={form} saved={saved} />
        <FoldedParts
          form={form}
          saved={saved}
          open={parts.open}
          onToggle={(part) => void parts.toggle(part)}
        />
        {error !== null && Object.keys(form.errors).length === 0 && <FormError error={error} />}
        <SaveButtons isNew={saved === null} isPending={isPending} onLeave={onLeave} />
      </form>
      <ComposerPreview draft={form.values} saved={saved} />
      <LeaveGuard isDirty={isDirty} isSaved={isSaved} />
    </div>
  )
}
