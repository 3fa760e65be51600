import { Anchor, Group } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'

/** The way back above a page's title. */
export function WayBack({ to, children }: { to: string; children: string }) {
  const workspace = useWorkspace()
  return (
    <Anchor component={Link} to={addressIn(workspace, to)} size="sm">
      <Group gap={4} component="span" wrap="nowrap">
        <IconArrowLeft size={14} aria-hidden /> {children}
      </Group>
    </Anchor>
  )
}
