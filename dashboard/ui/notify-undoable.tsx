import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says that something was done, with a button that takes it back. Stays for twelve seconds. */
export function notifyUndoable(message: string, onUndo: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id)
            onUndo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    color: 'guild',
    autoClose: 12_000,
    withBorder: true,
  })
}
