import { deleteDomain, listDomains, updateDomain, verifyDomain } from '#shared/contract/domains.ts'
import { listLinks } from '#shared/contract/links.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../ui/notify.ts'
import { useAct, useRoute } from '../../use-route.ts'

export type Domain = RouteResponse<typeof listDomains>['data'][number]

/** The workspace's domains. */
export function useDomains() {
  const { id: orgId, can } = useWorkspace()
  return useRoute(listDomains, { params: { orgId } }, { enabled: can('domains.read') })
}

/** Asks the name servers now; the answer comes with the list. */
export function useVerify() {
  const { id: orgId } = useWorkspace()
  const verify = useAct(verifyDomain, { invalidate: [listDomains], onFailed: notifyFailed })
  return {
    isPending: verify.isPending,
    verify: (domain: Domain) => verify.mutate({ params: { orgId, domainId: domain.id } }),
  }
}

/** Makes a domain the one on which new links stand, or takes that back. */
export function useMakeDefault(): (domain: Domain) => void {
  const { id: orgId } = useWorkspace()
  const update = useAct(updateDomain, {
    invalidate: [listDomains],
    onDone: ({ display_name: name, is_default: isDefault }) =>
      notifyDone(isDefault ? `New links stand on ${name}` : 'New links stand on the shared host'),
    onFailed: notifyFailed,
  })
  return (domain) =>
    update.mutate({ params: { orgId, domainId: domain.id }, body: { is_default: !domain.is_default } })
}

/**
 * Removes a domain, and its links with it where the list says that it has any. Where the list says that it has none, one
 * that was made since is not deleted unseen: the server refuses.
 */
export function useDeleteDomain(onDone: () => void) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteDomain, {
    invalidate: [listDomains, listLimits, listLinks],
    onDone: ({ message }) => {
      notifyDone(message)
      onDone()
    },
  })
  return {
    isPending: remove.isPending,
    error: remove.error,
    remove: (domain: Domain) =>
      remove.mutate({
        params: { orgId, domainId: domain.id },
        query: { links: domain.link_count > 0 ? 'delete' : 'refuse' },
      }),
  }
}

/** Why a domain can't be changed; null when it can. */
export const whyNotUpdate = (domain: Domain): string | null =>
  domain.can.update ? null : 'You need the permission domains.update.'

/** Why new links can't stand on a domain by default; null when they can. */
export const whyNotDefault = (domain: Domain): string | null =>
  whyNotUpdate(domain) ?? (domain.status === 'pending' ? 'Its TXT record has to be found first.' : null)

export const whyNotDelete = (domain: Domain): string | null =>
  domain.can.delete ? null : 'You need the permission domains.delete.'
