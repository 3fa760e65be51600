import { Alert, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'

interface SecretOnceProps {
  /** What it is: "API key", "Invitation link". */
  label: string
  value: string
  children?: ReactNode
}

/** A secret that the server shows this once, ready to copy. */
export function SecretOnce({ label, value, children }: SecretOnceProps) {
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<IconEyeOff size={18} />} variant="light">
        <Text size="sm">Copy it now. It is shown this once and can’t be read again.</Text>
      </Alert>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <TextInput
          label={label}
          value={value}
          readOnly
          flex={1}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <CopyButton value={value} label={`Copy the ${label}`} />
      </Group>
      {children}
    </Stack>
  )
}
