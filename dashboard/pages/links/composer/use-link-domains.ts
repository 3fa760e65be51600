import { listDomains } from '#shared/contract/domains.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'

export interface DomainOption {
  /** Empty: the shared host. */
  value: string
  label: string
  /** Why no link can be made on it; null when one can. */
  refusal: string | null
}

/** The hosts a link can be made on, the default first. Undefined while unknown, or where the actor may not see them. */
export function useLinkDomains(): DomainOption[] | undefined {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listDomains,
    { params: { orgId } },
    { enabled: can('domains.read'), staleTime: 30_000 },
  )
  if (data === undefined) return undefined
  const own = data.data.map((domain) => ({
    value: domain.id,
    label: domain.display_name,
    refusal: domain.status === 'pending' ? 'not verified yet' : null,
    isDefault: domain.is_default && domain.status !== 'pending',
  }))
  const shared = { value: '', label: data.shared_host, refusal: null, isDefault: false }
  return [...own.filter(({ isDefault }) => isDefault), shared, ...own.filter(({ isDefault }) => !isDefault)]
}

/** The domain a draft names, or the default one while it names none. */
export const chosenDomain = (domains: DomainOption[] | undefined, domainId: string | null) =>
  domains?.find(({ value }) => value === domainId) ?? domains?.[0]
