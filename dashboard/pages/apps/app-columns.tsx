import { Anchor, Badge, Menu, Text } from '@mantine/core'
import { IconBrandAndroid, IconBrandApple, IconPencil, IconTrash } from '@tabler/icons-react'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { type App, PLATFORMS, whyNotManage } from './app-words.ts'

interface AppActs {
  onEdit: (app: App) => void
  onDelete: (app: App) => void
}

const icon = { size: 16, stroke: 1.8 } as const

function AppMenu({ app, onEdit, onDelete }: AppActs & { app: App }) {
  return (
    <RowMenu label={`Actions for ${app.name}`}>
      <RowMenuItem icon={<IconPencil {...icon} />} onClick={() => onEdit(app)} refusal={whyNotManage(app)}>
        Edit
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={() => onDelete(app)}
        refusal={whyNotManage(app)}
        isDestructive
      >
        Remove
      </RowMenuItem>
    </RowMenu>
  )
}

function Platform({ platform }: Pick<App, 'platform'>) {
  const PlatformIcon = platform === 'ios' ? IconBrandApple : IconBrandAndroid
  return (
    <Badge color="gray" leftSection={<PlatformIcon size={14} aria-hidden />}>
      {PLATFORMS[platform]}
    </Badge>
  )
}

/** The columns of the registered apps. */
export const appColumns = (acts: AppActs): Column<App>[] => [
  {
    key: 'name',
    header: 'App',
    isSortable: true,
    render: ({ name, identifier }) => (
      <>
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {identifier}
        </Text>
      </>
    ),
  },
  {
    key: 'platform',
    header: 'Platform',
    width: '120px',
    render: ({ platform }) => <Platform platform={platform} />,
  },
  {
    key: 'url_scheme',
    header: 'Scheme',
    width: '120px',
    render: ({ url_scheme: scheme }) => (scheme === null ? '—' : <code>{scheme}:</code>),
  },
  {
    key: 'store_url',
    header: 'Store',
    width: '150px',
    render: ({ store_url: url }) => (
      <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
        {new URL(url).hostname}
      </Anchor>
    ),
  },
  {
    key: 'link_count',
    header: 'Links',
    align: 'end',
    width: '80px',
    render: ({ link_count: count }) => <span className="tabular">{count.toLocaleString()}</span>,
  },
  {
    key: 'created_at',
    header: 'Registered',
    isSortable: true,
    width: '130px',
    render: ({ created_at: at }) => <TimeText value={at} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (app) => <AppMenu app={app} {...acts} />,
  },
]
