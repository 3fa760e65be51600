import { Button, CloseButton, Group, Menu, Text } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCalendarTime,
  IconDots,
  IconFolder,
  IconPlayerPause,
  IconPlayerPlay,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { useWorkspace } from '../../../frame/use-me.ts'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { archiving, type BulkAct, changing, restoring } from './bulk-acts.ts'
import classes from './bulk-bar.module.css'

export type BulkDialogName = 'tags' | 'project' | 'expiry' | 'delete'

interface BulkBarProps {
  count: number
  /** All links the filters find; with more than are selected, they can all be. */
  total: number
  isReadingAll: boolean
  onSelectAll: () => void
  onClear: () => void
  onOpen: (dialog: BulkDialogName) => void
  onAct: (act: BulkAct, undo?: BulkAct) => void
}

const icon = { size: 16, stroke: 1.8 } as const
const enabling = changing('Enabling', 'enabled', { is_enabled: true })
const disabling = changing('Disabling', 'disabled', { is_enabled: false })

const unless = (allowed: boolean, permission: string): string | null =>
  allowed ? null : `You need the permission ${permission}.`

function MoreActs({ onOpen, onAct }: BulkBarProps) {
  const { can } = useWorkspace()
  const mayUpdate = unless(can('links.update'), 'links.update')
  const mayArchive = unless(can('links.archive'), 'links.archive')
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button variant="default" size="compact-md" leftSection={<IconDots {...icon} aria-hidden />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <RowMenuItem icon={<IconPlayerPlay {...icon} />} refusal={mayUpdate} onClick={() => onAct(enabling)}>
          Enable
        </RowMenuItem>
        <RowMenuItem
          icon={<IconPlayerPause {...icon} />}
          refusal={mayUpdate}
          onClick={() => onAct(disabling)}
        >
          Disable
        </RowMenuItem>
        <RowMenuItem
          icon={<IconCalendarTime {...icon} />}
          refusal={mayUpdate}
          onClick={() => onOpen('expiry')}
        >
          Expiry…
        </RowMenuItem>
        <RowMenuItem
          icon={<IconArchiveOff {...icon} />}
          refusal={mayArchive}
          onClick={() => onAct(restoring, archiving)}
        >
          Restore
        </RowMenuItem>
        <Menu.Divider />
        <RowMenuItem
          icon={<IconTrash {...icon} />}
          refusal={unless(can('links.delete'), 'links.delete')}
          onClick={() => onOpen('delete')}
          isDestructive
        >
          Delete…
        </RowMenuItem>
      </Menu.Dropdown>
    </Menu>
  )
}

function Acts(props: BulkBarProps) {
  const { can } = useWorkspace()
  const { onOpen, onAct } = props
  return (
    <Group gap={6}>
      {can('links.update') && (
        <>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconTag {...icon} aria-hidden />}
            onClick={() => onOpen('tags')}
          >
            Tags
          </Button>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconFolder {...icon} aria-hidden />}
            onClick={() => onOpen('project')}
          >
            Project
          </Button>
        </>
      )}
      {can('links.archive') && (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconArchive {...icon} aria-hidden />}
          onClick={() => onAct(archiving, restoring)}
        >
          Archive
        </Button>
      )}
      <MoreActs {...props} />
    </Group>
  )
}

/** How many links are selected, and what may be done with them all. */
export function BulkBar(props: BulkBarProps) {
  const { count, total, isReadingAll, onSelectAll, onClear } = props
  return (
    <div className={classes.place}>
      <section className={classes.bar} aria-label="Selected links">
        <Group gap="sm">
          <Text size="sm" fw={550} className="tabular" role="status">
            {count.toLocaleString()} selected
          </Text>
          {total > count && (
            <Button variant="subtle" size="compact-md" onClick={onSelectAll} loading={isReadingAll}>
              Select all {total.toLocaleString()}
            </Button>
          )}
          <CloseButton className={classes.close} aria-label="Clear the selection" onClick={onClear} />
          <Acts {...props} />
        </Group>
      </section>
    </div>
  )
}
