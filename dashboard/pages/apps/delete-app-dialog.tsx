import { Text } from '@mantine/core'
import { deleteApp, listApps } from '#shared/contract/apps.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import type { App } from './app-words.ts'

interface DeleteAppDialogProps {
  app: App
  isOpen: boolean
  onClose: () => void
}

const sayLinks = (count: number): string => {
  if (count === 0) return 'No link opens it.'
  if (count === 1) return 'The one link that opens it leads to its destination from then on.'
  return `The ${count.toLocaleString()} links that open it lead to their destinations from then on.`
}

/** Removes an app; says first what becomes of the links that open it. */
export function DeleteAppDialog({ app, isOpen, onClose }: DeleteAppDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteApp, {
    invalidate: [listApps],
    onDone: ({ message }) => {
      notifyDone(message)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Remove app"
      confirmLabel="Remove app"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, appId: app.id } })}
    >
      <Text size="sm">
        This removes <b>{app.name}</b> ({app.identifier}) and takes it out of the files that your domains
        serve for it. It can’t be undone.
      </Text>
      <Text size="sm" mt="xs">
        {sayLinks(app.link_count)}
      </Text>
    </ConfirmDialog>
  )
}
