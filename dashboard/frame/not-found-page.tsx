import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <>
      <PageTitle>Page not found</PageTitle>
      <EmptyState
        icon={IconMapQuestion}
        heading="There is nothing at this address"
        order={1}
        description="The link may be mistyped, or what it led to was deleted."
      >
        <Button component={Link} to="/dashboard">
          Go to the dashboard
        </Button>
      </EmptyState>
    </>
  )
}
