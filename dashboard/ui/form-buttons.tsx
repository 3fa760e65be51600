import { Button, Group } from '@mantine/core'

interface FormButtonsProps {
  /** The act: "Create Team". */
  label: string
  isPending: boolean
  /** False while something that is needed is missing. */
  isReady?: boolean
  onCancel: () => void
}

/** The end of a dialog's form: leave it, or do it. */
export function FormButtons({ label, isPending, isReady = true, onCancel }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" loading={isPending} disabled={!isReady}>
        {label}
      </Button>
    </Group>
  )
}
