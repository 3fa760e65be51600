import { Badge, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDevices } from '@tabler/icons-react'
import { endOtherSessions, endSession, listSessions } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { notifyDone, notifyFailed } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useAct, useRoute } from '../../use-route.ts'
import { describeDevice } from './describe-device.ts'

type Session = RouteResponse<typeof listSessions>['data'][number]

function EndButton({ session }: { session: Session }) {
  const device = describeDevice(session.user_agent)
  const end = useAct(endSession, {
    invalidate: [listSessions],
    onDone: () => notifyDone(`The session on ${device} has ended.`),
    onFailed: notifyFailed,
  })
  if (session.is_current) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={end.isPending}
      onClick={() => end.mutate({ params: { sessionId: session.id } })}
      aria-label={`End the session on ${device}`}
    >
      End
    </Button>
  )
}

const COLUMNS: Column<Session>[] = [
  {
    key: 'device',
    header: 'Device',
    render: ({ user_agent: userAgent, is_current: isCurrent }) => (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={550} title={userAgent ?? undefined}>
          {describeDevice(userAgent)}
        </Text>
        {isCurrent && <Badge>This one</Badge>}
      </Group>
    ),
  },
  { key: 'ip', header: 'IP address', render: ({ ip }) => <span className="tabular">{ip ?? '—'}</span> },
  {
    key: 'last_active_at',
    header: 'Last active',
    render: ({ last_active_at: at }) => <TimeText value={at} as="relative" />,
  },
  { key: 'created_at', header: 'Signed in', render: ({ created_at: at }) => <TimeText value={at} /> },
  { key: 'expires_at', header: 'Ends', render: ({ expires_at: at }) => <TimeText value={at} /> },
  {
    key: 'end',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    render: (session) => <EndButton session={session} />,
  },
]

/** Where you are signed in; end what you do not know. */
export function SessionsPage() {
  const sessions = useRoute(listSessions, {})
  const [isAsking, dialog] = useDisclosure(false)
  const others = sessions.data?.data.filter(({ is_current: isCurrent }) => !isCurrent).length ?? 0
  const endOthers = useAct(endOtherSessions, {
    invalidate: [listSessions],
    onDone: () => {
      dialog.close()
      notifyDone('Your other sessions have ended.')
    },
  })
  return (
    <>
      <PageHeader
        title="Sessions"
        subtitle="Where you are signed in. End what you do not recognise, and change your password."
      >
        <Button variant="default" disabled={others === 0} onClick={dialog.open}>
          End all others
        </Button>
      </PageHeader>
      <DataTable
        label="Sessions"
        columns={COLUMNS}
        rows={sessions.data?.data}
        query={sessions}
        rowKey={({ id }) => id}
        minWidth={720}
        empty={
          <EmptyState icon={IconDevices} heading="No sessions" description="You use a key or a token now." />
        }
      />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={dialog.close}
        title="End all other sessions"
        confirmLabel="End them"
        isPending={endOthers.isPending}
        error={endOthers.error}
        onConfirm={() => endOthers.mutate({})}
      >
        {others === 1 ? 'One other session ends' : `${others} other sessions end`} at once and must sign in
        again. This one goes on. API keys keep working.
      </ConfirmDialog>
    </>
  )
}
