import { PersonAvatar } from '../ui/person-avatar.tsx'
import type { Workspace } from './use-me.ts'

/** A square with the workspace's first letter; a person's own is round. */
export function WorkspaceAvatar({ workspace, size = 24 }: { workspace: Workspace; size?: number }) {
  const isPersonal = workspace.kind === 'personal'
  return (
    <PersonAvatar
      name={workspace.name}
      size={size}
      radius={isPersonal ? 'xl' : 6}
      color={isPersonal ? 'gray' : 'guild'}
      variant={isPersonal ? 'light' : 'filled'}
    />
  )
}
