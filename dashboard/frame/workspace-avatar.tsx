import { Avatar } from '@mantine/core'
import type { Workspace } from './use-me.ts'

/** A square with the workspace's first letter; a person's own is round. */
export function WorkspaceAvatar({ workspace, size = 24 }: { workspace: Workspace; size?: number }) {
  return (
    <Avatar
      size={size}
      radius={workspace.kind === 'personal' ? 'xl' : 6}
      color={workspace.kind === 'personal' ? 'gray' : 'guild'}
      variant={workspace.kind === 'personal' ? 'light' : 'filled'}
      aria-hidden
    >
      {[...workspace.name][0]?.toUpperCase() ?? '?'}
    </Avatar>
  )
}
