import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { enableSecondFactor, startSecondFactor } from '#shared/contract/account.ts'
import { getMe } from '#shared/contract/organizations.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PasswordDialog } from '../../ui/password-dialog.tsx'
import { useAct } from '../../use-route.ts'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

interface SecondFactorSetupProps {
  isOpen: boolean
  onClose: () => void
}

interface FirstCodeProps {
  otpauthUrl: string
  onDone: () => void
}

/** Shows the secret as a picture and a text, and asks for a first code. */
function FirstCode({ otpauthUrl, onDone }: FirstCodeProps) {
  const [code, setCode] = useState('')
  const enable = useAct(enableSecondFactor, { invalidate: [getMe], onDone })
  const secret = new URL(otpauthUrl).searchParams.get('secret') ?? ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enable.mutate({ body: { code: code.trim() } })
      }}
    >
      <Stack gap="md">
        <Text size="sm">Scan this with an authenticator app, then write the six digits it shows.</Text>
        <QrCode text={otpauthUrl} label="QR code of the second factor’s secret" />
        <Group gap={4} wrap="nowrap">
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            Can’t scan? Enter <code>{secret}</code>
          </Text>
          <CopyButton value={secret} label="Copy the secret" />
        </Group>
        <TextInput
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-autofocus
        />
        <FormError error={enable.error} />
        <Button type="submit" disabled={code.trim().length < 6} loading={enable.isPending}>
          Turn on
        </Button>
      </Stack>
    </form>
  )
}

/** Password, then the authenticator app's first code, then the recovery codes. */
export function SecondFactorSetup({ isOpen, onClose }: SecondFactorSetupProps) {
  const [isOn, setOn] = useState(false)
  const start = useAct(startSecondFactor)
  const close = () => {
    if (isOn) notifyDone('Your second factor is on.')
    onClose()
    setOn(false)
    start.reset()
  }
  if (start.data === undefined)
    return (
      <PasswordDialog
        isOpen={isOpen}
        onClose={close}
        title="Set up a second factor"
        confirmLabel="Continue"
        isPending={start.isPending}
        error={start.error}
        onConfirm={(password) => start.mutate({ body: { password } })}
      >
        <Text size="sm">You need an authenticator app on your phone or computer.</Text>
      </PasswordDialog>
    )
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      closeOnClickOutside={false}
      title={isOn ? 'Save your recovery codes' : 'Set up a second factor'}
    >
      {isOn ? (
        <RecoveryCodes codes={start.data.recovery_codes} onDone={close} />
      ) : (
        <FirstCode otpauthUrl={start.data.otpauth_url} onDone={() => setOn(true)} />
      )}
    </Modal>
  )
}
