import { Button, Group, Stack, Text, ThemeIcon, Title, type TitleOrder } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { ApiError } from '../api.ts'
import { CopyButton } from './copy-button.tsx'
import { RestrictedNotice } from './restricted-notice.tsx'

interface ErrorStateProps {
  error: Error
  onRetry?: () => void
  order?: TitleOrder
}

const headingOf = (error: Error): string => {
  if (!(error instanceof ApiError)) return 'This page broke'
  if (error.status === 0) return 'No answer from the server'
  return error.status === 404 ? 'Not found' : 'That did not work'
}

/** What went wrong, the request id to quote to an operator, and another try. */
export function ErrorState({ error, onRetry, order = 2 }: ErrorStateProps) {
  if (error instanceof ApiError && error.permission !== null)
    return <RestrictedNotice permission={error.permission} order={order} />
  const requestId = error instanceof ApiError ? error.requestId : null
  return (
    <Stack align="center" gap="sm" py={48} px="md" ta="center" role="alert">
      <ThemeIcon variant="light" color="red" size={48} radius={12} aria-hidden>
        <IconAlertTriangle size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={order} size="h2">
        {headingOf(error)}
      </Title>
      <Text c="dimmed" size="sm" maw={460} style={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Text>
      {onRetry !== undefined && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          Try again
        </Button>
      )}
      {requestId !== null && (
        <Group gap={4}>
          <Text size="xs" c="dimmed">
            Request <code>{requestId}</code>
          </Text>
          <CopyButton value={requestId} label="Copy the request id" />
        </Group>
      )}
    </Stack>
  )
}
