import { Button, Skeleton } from '@mantine/core'
import { IconPlus, IconQrcode } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { listQrCodes } from '#shared/contract/qr-codes.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { DeleteQrCodeDialog } from './delete-qr-code-dialog.tsx'
import classes from './qr-card.module.css'
import { QrCard } from './qr-card.tsx'
import type { QrCode } from './qr-drafts.ts'

// The designer is heavy, and most visits look or download.
const QrCodeDialog = lazy(() =>
  import('./qr-code-dialog.tsx').then((file) => ({ default: file.QrCodeDialog })),
)

type Subject = { act: 'edit'; code: QrCode | null } | { act: 'delete'; code: QrCode }

const SHOWN = 24

function CreateButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  const missing = (['qr_codes.create', 'links.read'] as const).find((permission) => !can(permission))
  return (
    <Gated allowed={missing === undefined} reason={`You need the permission ${missing}.`}>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create QR Code
      </Button>
    </Gated>
  )
}

function Dialogs({ dialog }: { dialog: Dialog<Subject> }) {
  const { subject, opening, isOpen, close } = dialog
  if (subject === null) return null
  return subject.act === 'delete' ? (
    <DeleteQrCodeDialog key={opening} code={subject.code} isOpen={isOpen} onClose={close} />
  ) : (
    <Suspense>
      <QrCodeDialog key={opening} code={subject.code} isOpen={isOpen} onClose={close} />
    </Suspense>
  )
}

function GridSkeleton() {
  return (
    <div className={classes.grid} aria-busy>
      {['a', 'b', 'c', 'd'].map((id) => (
        <Skeleton key={id} height={280} radius={8} />
      ))}
    </div>
  )
}

function QrCodeGrid({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '' })
  const { search } = list.values
  const query = { search, page: list.page, limit: SHOWN }
  const codes = useRoute(listQrCodes, { params: { orgId }, query }, { keepPrevious: true })
  const { data, error, refetch } = codes
  return (
    <>
      <ListToolbar
        search={{ label: 'Search QR codes', value: search, onChange: (next) => list.set({ search: next }) }}
      />
      {data === undefined && error === null && <GridSkeleton />}
      {data === undefined && error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.data.length === 0 && (
        <EmptyState
          icon={IconQrcode}
          heading={search === '' ? 'No QR codes yet' : 'No QR code matches'}
          description={
            search === ''
              ? 'Choose a link, its colours and a logo. When the link leads elsewhere later, printed codes follow it.'
              : 'No code has this in its name, nor in the slug or title of its link.'
          }
        >
          {search === '' ? (
            <CreateButton onOpen={() => dialog.open({ act: 'edit', code: null })} />
          ) : (
            <Button variant="default" onClick={list.clear}>
              Clear search
            </Button>
          )}
        </EmptyState>
      )}
      <div className={classes.grid} aria-busy={codes.isPlaceholderData}>
        {data?.data.map((code) => (
          <QrCard
            key={code.id}
            code={code}
            onEdit={() => dialog.open({ act: 'edit', code })}
            onDelete={() => dialog.open({ act: 'delete', code })}
          />
        ))}
      </div>
      {data !== undefined && (
        <ListPagination
          page={data.page}
          limit={data.limit}
          total={data.total}
          noun="QR codes"
          onChange={(page) => list.set({ page: String(page) })}
        />
      )}
    </>
  )
}

/** The saved QR codes of a workspace. */
export function QrCodesPage() {
  const { can } = useWorkspace()
  const dialog = useDialog<Subject>()
  return (
    <>
      <PageHeader title="QR codes" subtitle="Codes of your links, to print and to show.">
        {can('qr_codes.read') && <CreateButton onOpen={() => dialog.open({ act: 'edit', code: null })} />}
      </PageHeader>
      {can('qr_codes.read') ? (
        <QrCodeGrid dialog={dialog} />
      ) : (
        <RestrictedNotice permission="qr_codes.read" />
      )}
      <Dialogs dialog={dialog} />
    </>
  )
}
