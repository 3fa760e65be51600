import { Box } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorState } from '../ui/error-state.tsx'
import { PageTitle } from '../ui/page-title.tsx'

// After a release the chunks of the old one are gone: only a fresh page helps.
const isOldRelease = (error: Error) => /dynamically imported module|module script failed/i.test(error.message)

/** A page that broke: what happened, the request id, and another try. */
export function ErrorPage({ error: thrown, reset }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const router = useRouter()
  const retry = () => {
    if (isOldRelease(error)) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <Box py="xl" px="md">
      <PageTitle>Something went wrong</PageTitle>
      <ErrorState error={error} onRetry={retry} order={1} />
    </Box>
  )
}
