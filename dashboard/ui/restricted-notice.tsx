import { Code, type TitleOrder } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { EmptyState } from './empty-state.tsx'

/** Access is restricted: names the permission that is missing and who can give it. */
export function RestrictedNotice({ permission, order = 2 }: { permission: string; order?: TitleOrder }) {
  return (
    <EmptyState
      icon={IconLock}
      heading="Access restricted"
      order={order}
      description={
        <>
          Your role does not include the permission <Code>{permission}</Code>. An owner or admin of this
          organization can give you a role that does.
        </>
      }
    />
  )
}
