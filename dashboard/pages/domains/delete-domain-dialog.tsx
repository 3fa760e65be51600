import { Text } from '@mantine/core'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Domain, useDeleteDomain } from './use-domain-acts.ts'

interface DeleteDomainDialogProps {
  domain: Domain
  isOpen: boolean
  onClose: () => void
  onDeleted: () => void
}

function WithLinks({ domain, mayDelete }: { domain: Domain; mayDelete: boolean }) {
  const { link_count: count } = domain
  const links = count === 1 ? 'link' : 'links'
  return (
    <Text size="sm" mt="xs">
      {count === 1 ? (
        'The one link on it is'
      ) : (
        <>All {count.toLocaleString()} links on it, archived ones too, are</>
      )}{' '}
      deleted with it and can’t be brought back.
      {!mayDelete && (
        <>
          {' '}
          For that you need the permission <b>links.delete</b>: move the {links} to another domain, or ask
          somebody who has it.
        </>
      )}
    </Text>
  )
}

/** Removes a domain; says first how many links go with it. */
export function DeleteDomainDialog({ domain, isOpen, onClose, onDeleted }: DeleteDomainDialogProps) {
  const { can } = useWorkspace()
  const { remove, isPending, error } = useDeleteDomain(() => {
    onClose()
    onDeleted()
  })
  const holdsLinks = domain.link_count > 0
  const mayDelete = !holdsLinks || can('links.delete')
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Remove domain"
      confirmLabel={
        holdsLinks
          ? `Remove with ${domain.link_count.toLocaleString()} ${domain.link_count === 1 ? 'link' : 'links'}`
          : 'Remove domain'
      }
      isPending={isPending}
      error={error}
      canConfirm={mayDelete}
      {...(holdsLinks && mayDelete ? { typedName: domain.hostname } : {})}
      onConfirm={() => remove(domain)}
    >
      <Text size="sm">
        Visitors of <b>{domain.display_name}</b> meet a page that says nobody uses it here, and another
        workspace may prove it.
      </Text>
      {holdsLinks ? (
        <WithLinks domain={domain} mayDelete={mayDelete} />
      ) : (
        <Text size="sm" mt="xs">
          No link stands on it.
        </Text>
      )}
    </ConfirmDialog>
  )
}
