import { Alert, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { listMembers } from '#shared/contract/members.ts'
import { transferOwnership } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useMe, useRefreshMe, useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import type { MemberDialogProps } from './member-dialogs.tsx'

type Proof = 'password' | 'code'

interface ProofFieldsProps {
  kind: Proof
  onKind: (kind: Proof) => void
  value: string
  onValue: (value: string) => void
}

function ProofFields({ kind, onKind, value, onValue }: ProofFieldsProps) {
  const { user } = useMe()
  return (
    <>
      {user.has_second_factor && (
        <SegmentedControl
          size="xs"
          data={[
            { value: 'password', label: 'Password' },
            { value: 'code', label: 'Second factor' },
          ]}
          value={kind}
          onChange={(next) => onKind(next as Proof)}
          aria-label="How you prove that it is you"
        />
      )}
      {kind === 'password' ? (
        <PasswordInput
          label="Your password"
          required
          autoComplete="current-password"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
          data-autofocus
        />
      ) : (
        <TextInput
          label="Code of your authenticator app"
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </>
  )
}

function TransferWarning({ name, organization }: { name: string; organization: string }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
      <Text size="sm">
        <b>{name}</b> becomes the owner of <b>{organization}</b>, and you become an admin: you can no longer
        delete it, make owners, or touch an owner. <b>You can’t undo this</b>; only the new owner could give
        it back. Both of you get a mail.
      </Text>
    </Alert>
  )
}

/** Hands ownership to an admin in one step, after proof that it is really you. */
export function TransferOwnershipDialog({ member, isOpen, onClose }: MemberDialogProps) {
  const { id: orgId, name } = useWorkspace()
  const refreshMe = useRefreshMe()
  const [kind, setKind] = useState<Proof>('password')
  const [value, setValue] = useState('')
  const act = useAct(transferOwnership, {
    invalidate: [listMembers, listRoles],
    onDone: () => {
      notifyDone(`${member.name} owns ${name} now; you are an admin`)
      void refreshMe()
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Transfer Ownership"
      confirmLabel="Transfer Ownership"
      isPending={act.isPending}
      error={act.error}
      typedName={name}
      canConfirm={value.trim() !== ''}
      onConfirm={() =>
        act.mutate({
          params: { orgId },
          body: {
            member_id: member.id,
            ...(kind === 'password' ? { password: value } : { code: value.trim() }),
          },
        })
      }
    >
      <Stack gap="md">
        <TransferWarning name={member.name || member.email} organization={name} />
        <ProofFields
          kind={kind}
          onKind={(next) => {
            setKind(next)
            setValue('')
          }}
          value={value}
          onValue={setValue}
        />
      </Stack>
    </ConfirmDialog>
  )
}
