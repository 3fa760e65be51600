import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ApiError } from '../api.ts'
import { FormError } from './form-errors.tsx'

interface PasswordDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  confirmLabel: string
  onConfirm: (password: string) => void
  isPending: boolean
  error: ApiError | null
  isDestructive?: boolean
  /** What the act does. */
  children: ReactNode
}

function PasswordBody({ onConfirm, onClose, ...props }: PasswordDialogProps) {
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') onConfirm(password)
      }}
    >
      <Stack gap="md">
        {props.children}
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          maxLength={128}
          data-autofocus
        />
        <FormError error={props.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={props.isDestructive === true ? 'red' : 'guild'}
            disabled={password === ''}
            loading={props.isPending}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Asks for the password before an act that matters. */
export function PasswordDialog(props: PasswordDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <PasswordBody {...props} />
    </Modal>
  )
}
