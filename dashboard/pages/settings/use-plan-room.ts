import { listLimits } from '#shared/contract/organizations.ts'
import type { FeatureName, LimitName } from '#shared/plans.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'

/** Why the plan lets no more be made, as a sentence; null when it does, or when that is not known. */
export function useWhyPlanRefuses(limitName: LimitName, feature?: FeatureName): string | null {
  const { id, can } = useWorkspace()
  const { data } = useRoute(
    listLimits,
    { params: { orgId: id } },
    { enabled: can('organization.view'), staleTime: 30_000 },
  )
  if (data === undefined) return null
  const included = data.features.find(({ name }) => name === feature)
  if (included?.is_included === false) return `The plan ${data.plan.name} does not include ${included.label}.`
  const limit = data.limits.find(({ name }) => name === limitName)
  if (limit === undefined || limit.limit === null || limit.used === null || limit.used < limit.limit)
    return null
  return `${limit.label}: the plan ${data.plan.name} allows ${limit.limit.toLocaleString()}, and ${limit.used.toLocaleString()} are in use.`
}
