import { Badge, Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { disableSecondFactor, renewRecoveryCodes } from '#shared/contract/account.ts'
import { getMe } from '#shared/contract/organizations.ts'
import { useMe } from '../../frame/use-me.ts'
import { notifyDone } from '../../ui/notify.ts'
import { PasswordDialog } from '../../ui/password-dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { useAct } from '../../use-route.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

type Dialog = 'set-up' | 'turn-off' | 'renew' | null

function RenewDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const renew = useAct(renewRecoveryCodes)
  const close = () => {
    onClose()
    renew.reset()
  }
  if (renew.data !== undefined)
    return (
      <Modal opened={isOpen} onClose={close} title="New recovery codes">
        <RecoveryCodes codes={renew.data.recovery_codes} onDone={close} />
      </Modal>
    )
  return (
    <PasswordDialog
      isOpen={isOpen}
      onClose={close}
      title="New recovery codes"
      confirmLabel="Make new codes"
      isPending={renew.isPending}
      error={renew.error}
      onConfirm={(password) => renew.mutate({ body: { password } })}
    >
      <Text size="sm">Your old recovery codes stop working at once.</Text>
    </PasswordDialog>
  )
}

function TurnOffDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const turnOff = useAct(disableSecondFactor, {
    invalidate: [getMe],
    onDone: () => {
      onClose()
      notifyDone('Your second factor is off.')
    },
  })
  return (
    <PasswordDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Turn the second factor off"
      confirmLabel="Turn off"
      isDestructive
      isPending={turnOff.isPending}
      error={turnOff.error}
      onConfirm={(password) => turnOff.mutate({ body: { password } })}
    >
      <Text size="sm">
        Your password alone will be enough to sign in. The authenticator app’s entry and the recovery codes
        stop working.
      </Text>
    </PasswordDialog>
  )
}

/** Codes of an authenticator app, and recovery codes for when it is lost. */
export function SecondFactorSection() {
  const { user } = useMe()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  return (
    <Section
      heading="Second factor"
      description="A code of an authenticator app on top of your password, each time you sign in on a new device."
    >
      <Group gap="sm">
        <Badge color={user.has_second_factor ? 'guild' : 'gray'}>
          {user.has_second_factor ? 'On' : 'Off'}
        </Badge>
        {user.has_second_factor ? (
          <>
            <Button variant="default" onClick={() => setDialog('renew')}>
              New recovery codes
            </Button>
            <Button variant="default" onClick={() => setDialog('turn-off')}>
              Turn off
            </Button>
          </>
        ) : (
          <Button onClick={() => setDialog('set-up')}>Set up</Button>
        )}
      </Group>
      <SecondFactorSetup isOpen={dialog === 'set-up'} onClose={close} />
      <RenewDialog isOpen={dialog === 'renew'} onClose={close} />
      <TurnOffDialog isOpen={dialog === 'turn-off'} onClose={close} />
    </Section>
  )
}
