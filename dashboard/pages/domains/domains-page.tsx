import { Button, Drawer, Skeleton } from '@mantine/core'
import { IconPlus, IconWorld } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useWhyPlanRefuses } from '../settings/use-plan-room.ts'
import { AddDomainDialog } from './add-domain-dialog.tsx'
import { DeleteDomainDialog } from './delete-domain-dialog.tsx'
import { domainColumns } from './domain-columns.tsx'
import { matchingDomains } from './matching-domains.ts'
import { PollDomains } from './poll-domains.tsx'
import { type Domain, useDomains, useMakeDefault, useVerify } from './use-domain-acts.ts'

const DomainPanel = lazy(() => import('./domain-panel.tsx').then((file) => ({ default: file.DomainPanel })))

type Subject = { act: 'add' } | { act: 'delete'; domain: Domain }

function AddButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  const planRefuses = useWhyPlanRefuses('domains')
  const refusal = can('domains.create') ? planRefuses : 'You need the permission domains.create.'
  return (
    <Gated allowed={refusal === null} reason={refusal ?? ''}>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Add domain
      </Button>
    </Gated>
  )
}

function NoDomains({ list, onAdd }: { list: ListState<'search' | 'sort'>; onAdd: () => void }) {
  return (
    <EmptyState
      icon={IconWorld}
      heading={list.isFiltered ? 'No domain matches' : 'No domains yet'}
      description={
        list.isFiltered
          ? 'No domain of this workspace has that in its name.'
          : 'With a domain of your own, such as go.example.com, your links carry your name and any slug is free.'
      }
    >
      {list.isFiltered ? (
        <Button variant="default" onClick={list.clear}>
          Show all domains
        </Button>
      ) : (
        <AddButton onOpen={onAdd} />
      )}
    </EmptyState>
  )
}

/** The domain that the address names, in a drawer beside the list. */
function OpenedDomain({
  domain,
  onClose,
  onDelete,
}: { domain: Domain | undefined } & Record<'onClose' | 'onDelete', () => void>) {
  return (
    <Drawer
      opened={domain !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={domain?.display_name ?? ''}
    >
      {domain !== undefined && (
        <Suspense fallback={<Skeleton height={320} />}>
          <DomainPanel domain={domain} onDelete={onDelete} />
        </Suspense>
      )}
    </Drawer>
  )
}

function Dialogs({ dialog, onOpen }: { dialog: Dialog<Subject>; onOpen: (id: string) => void }) {
  const { subject, opening, isOpen, close } = dialog
  if (subject === null) return null
  return subject.act === 'add' ? (
    <AddDomainDialog key={opening} isOpen={isOpen} onClose={close} onAdded={({ id }) => onOpen(id)} />
  ) : (
    <DeleteDomainDialog
      key={opening}
      domain={subject.domain}
      isOpen={isOpen}
      onClose={close}
      onDeleted={() => onOpen('')}
    />
  )
}

function DomainList({ dialog }: { dialog: Dialog<Subject> }) {
  const workspace = useWorkspace()
  const list = useListState({ search: '', sort: 'hostname' })
  const opened = useListState({ domain: '' })
  const domains = useDomains()
  const { verify } = useVerify()
  const makeDefault = useMakeDefault()
  const rows = domains.data?.data
  const shown = rows?.find(({ id }) => id === opened.values.domain)
  const open = (id: string) => opened.set({ domain: id })
  const columns = domainColumns(workspace, {
    onOpen: ({ id }) => open(id),
    onVerify: verify,
    onDefault: makeDefault,
    onDelete: (domain) => dialog.open({ act: 'delete', domain }),
  })
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search domains',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      />
      <DataTable
        label="Domains"
        columns={columns}
        rows={rows && matchingDomains(rows, list.values)}
        query={domains}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        minWidth={700}
        empty={<NoDomains list={list} onAdd={() => dialog.open({ act: 'add' })} />}
      />
      {rows?.some(({ is_checking: isChecking }) => isChecking) === true && <PollDomains />}
      <OpenedDomain
        domain={shown}
        onClose={() => open('')}
        onDelete={() => shown !== undefined && dialog.open({ act: 'delete', domain: shown })}
      />
      <Dialogs dialog={dialog} onOpen={open} />
    </>
  )
}

/** The workspace's own domains: what proves them, and what they serve. */
export function DomainsPage() {
  const { can } = useWorkspace()
  const dialog = useDialog<Subject>()
  return (
    <>
      <PageHeader title="Domains" subtitle="Hostnames of your own for your links, proved by a DNS record.">
        {can('domains.read') && <AddButton onOpen={() => dialog.open({ act: 'add' })} />}
      </PageHeader>
      {can('domains.read') ? <DomainList dialog={dialog} /> : <RestrictedNotice permission="domains.read" />}
    </>
  )
}
