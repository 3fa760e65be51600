import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { createQrCode, getQrCode, listQrCodes, updateQrCode } from '#shared/contract/qr-codes.ts'
import { whyUnreadable } from '#shared/draw-qr-svg.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { QrDesigner } from './qr-designer.tsx'
import { NEW_DRAFT, type QrCodeWithLogo, type QrDraft, type QrLink, spoken } from './qr-drafts.ts'
import classes from './qr-form.module.css'
import { QrPreview } from './qr-preview.tsx'

interface QrFormProps {
  link: QrLink
  /** The saved code to change; null saves a new one. */
  code: QrCodeWithLogo | null
  /** What a new one begins with. */
  draft?: QrDraft
  onDone: () => void
}

function useSave({ link, code, onDone }: QrFormProps) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: [listQrCodes, getQrCode],
    onDone: ({ name }: { name: string }) => {
      notifyDone(code === null ? `The QR code ${name} is saved` : `The changes of ${name} are saved`)
      onDone()
    },
  }
  const create = useAct(createQrCode, extras)
  const update = useAct(updateQrCode, extras)
  return {
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (name: string, { style, logo }: QrDraft) =>
      code === null
        ? create.mutate({ params: { orgId }, body: { link_id: link.id, name, style, logo } })
        : update.mutate({ params: { orgId, qrCodeId: code.id }, body: { name, style, logo } }),
  }
}

/** Designs a code, with a preview as it will be, and saves it. */
export function QrForm(props: QrFormProps) {
  const { link, code, onDone } = props
  const [name, setName] = useState(
    code?.name ?? (link.title === '' ? spoken(link.short_url) : link.title).slice(0, 100),
  )
  const [draft, setDraft] = useState<QrDraft>(code ?? props.draft ?? NEW_DRAFT)
  const { save, isPending, error } = useSave(props)
  const isReady = name.trim() !== '' && whyUnreadable(draft.style) === null
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save(name.trim(), draft)
      }}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="For your list; visitors never see it."
            value={name}
            maxLength={100}
            required
            error={name.trim() === '' ? 'Give the code a name' : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <QrDesigner
            draft={draft}
            onChange={setDraft}
            logoError={error?.fields.find(({ field }) => field === 'logo')?.rule}
          />
        </Stack>
        <div className={classes.preview}>
          <QrPreview text={link.qr_url} draft={draft} label={`QR code of ${spoken(link.short_url)}`} />
          <Text size="xs" c="dimmed" ta="center" mt="xs" style={{ overflowWrap: 'anywhere' }}>
            {spoken(link.short_url)}
          </Text>
        </div>
      </div>
      <Stack gap="md" mt="md">
        <FormError error={error} />
        <FormButtons
          label={code === null ? 'Save QR Code' : 'Save Changes'}
          isPending={isPending}
          isReady={isReady}
          onCancel={onDone}
        />
      </Stack>
    </form>
  )
}
