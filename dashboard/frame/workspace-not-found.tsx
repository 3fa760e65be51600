import { Button, Group } from '@mantine/core'
import { IconBuildingOff } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { useMe } from './use-me.ts'

/** No workspace of yours has the slug of the address. */
export function WorkspaceNotFound() {
  const { org } = useParams({ strict: false })
  const { user } = useMe()
  return (
    <>
      <PageTitle>Workspace not found</PageTitle>
      <EmptyState
        icon={IconBuildingOff}
        heading="You are not in this workspace"
        order={1}
        description={`There is no workspace “${org ?? ''}”, or ${user.email} is not a member of it. It may have been renamed or deleted, or you were removed: ask its owner for an invitation, or sign in with another account.`}
      >
        <Group justify="center">
          <Button component={Link} to="/dashboard">
            Go to your workspace
          </Button>
        </Group>
      </EmptyState>
    </>
  )
}
