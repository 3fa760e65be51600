import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ApiError } from '../api.ts'
import { FormError } from './form-errors.tsx'

interface ConfirmDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** The button's words, as the act: "Remove Member". */
  confirmLabel: string
  /** The other button's words, where "Cancel" would be read two ways. */
  cancelLabel?: string
  onConfirm: () => void
  isPending?: boolean
  error?: ApiError | null
  /** A name to type before the button works. */
  typedName?: string
  /** Red unless the act can be undone. */
  isDestructive?: boolean
  /** False while what it touches is still being read, or it is blocked. */
  canConfirm?: boolean
  /** Exactly what the act will touch. */
  children: ReactNode
}

function ConfirmBody(props: ConfirmDialogProps) {
  const { typedName, isDestructive = true, canConfirm = true } = props
  const [typed, setTyped] = useState('')
  const isReady = canConfirm && (typedName === undefined || typed.trim() === typedName)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) props.onConfirm()
      }}
    >
      <Stack gap="md">
        <Text component="div" size="sm">
          {props.children}
        </Text>
        {typedName !== undefined && (
          <TextInput
            label={`Type “${typedName}” to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        <FormError error={props.error ?? null} />
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={props.onClose}
            data-autofocus={typedName === undefined || undefined}
          >
            {props.cancelLabel ?? 'Cancel'}
          </Button>
          <Button
            type="submit"
            color={isDestructive ? 'red' : 'guild'}
            disabled={!isReady}
            loading={props.isPending ?? false}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Asks before an act, and says what it will touch. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <ConfirmBody {...props} />
    </Modal>
  )
}
