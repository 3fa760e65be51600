import { Anchor, Button, SegmentedControl } from '@mantine/core'
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { listApps } from '#shared/contract/apps.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { appColumns } from './app-columns.tsx'
import { AppDialog } from './app-dialog.tsx'
import { type App, PLATFORMS } from './app-words.ts'
import { DeleteAppDialog } from './delete-app-dialog.tsx'
import { matchingApps } from './matching-apps.ts'

type Subject = { act: 'edit'; app: App | null } | { act: 'delete'; app: App }
type List = ListState<'search' | 'platform' | 'sort'>

const FILTERS = [
  { value: 'all', label: 'All' },
  ...Object.entries(PLATFORMS).map(([value, label]) => ({ value, label })),
]

function RegisterButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  return (
    <Gated allowed={can('smart_apps.manage')} reason="You need the permission smart_apps.manage.">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Register app
      </Button>
    </Gated>
  )
}

function NoApps({ list, onRegister }: { list: List; onRegister: () => void }) {
  return (
    <EmptyState
      icon={IconDeviceMobile}
      heading={list.isFiltered ? 'No app matches' : 'No apps yet'}
      description={
        list.isFiltered
          ? 'No app of this platform has that in its name or identifier.'
          : 'Register your mobile apps, and links open them where they are installed, else their store page.'
      }
    >
      {list.isFiltered ? (
        <Button variant="default" onClick={list.clear}>
          Show all apps
        </Button>
      ) : (
        <RegisterButton onOpen={onRegister} />
      )}
    </EmptyState>
  )
}

function Dialogs({ dialog }: { dialog: Dialog<Subject> }) {
  const { subject, opening, isOpen, close } = dialog
  if (subject === null) return null
  return subject.act === 'edit' ? (
    <AppDialog key={opening} app={subject.app} isOpen={isOpen} onClose={close} />
  ) : (
    <DeleteAppDialog key={opening} app={subject.app} isOpen={isOpen} onClose={close} />
  )
}

function AppList({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const list: List = useListState({ search: '', platform: 'all', sort: 'name' })
  const apps = useRoute(listApps, { params: { orgId } })
  const columns = appColumns({
    onEdit: (app) => dialog.open({ act: 'edit', app }),
    onDelete: (app) => dialog.open({ act: 'delete', app }),
  })
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search apps',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      >
        <SegmentedControl
          size="sm"
          aria-label="Platform"
          data={FILTERS}
          value={list.values.platform}
          onChange={(platform) => list.set({ platform })}
        />
      </ListToolbar>
      <DataTable
        label="Apps"
        columns={columns}
        rows={apps.data && matchingApps(apps.data.data, list.values)}
        query={apps}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        minWidth={820}
        empty={<NoApps list={list} onRegister={() => dialog.open({ act: 'edit', app: null })} />}
      />
    </>
  )
}

function Subtitle() {
  const workspace = useWorkspace()
  return (
    <>
      Your mobile apps. Each of{' '}
      <Anchor component={Link} to={addressIn(workspace, 'settings/domains')} underline="always">
        your domains
      </Anchor>{' '}
      serves the files by which iOS and Android open them for its links.
    </>
  )
}

/** The mobile apps that a workspace's links may open. */
export function AppsPage() {
  const { can } = useWorkspace()
  const dialog = useDialog<Subject>()
  return (
    <>
      <PageHeader title="Apps" subtitle={<Subtitle />}>
        {can('smart_apps.read') && <RegisterButton onOpen={() => dialog.open({ act: 'edit', app: null })} />}
      </PageHeader>
      {can('smart_apps.read') ? (
        <AppList dialog={dialog} />
      ) : (
        <RestrictedNotice permission="smart_apps.read" />
      )}
      <Dialogs dialog={dialog} />
    </>
  )
}
