import { listLimits } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'

export interface Seats {
  /** Active members and pending invitations. */
  used: number
  /** Null: unlimited. */
  limit: number | null
  plan: string
}

/** The organization's limits and features; undefined while unknown, or where the actor may not see them. */
export function useLimits() {
  const { id, can } = useWorkspace()
  const { data } = useRoute(listLimits, { params: { orgId: id } }, { enabled: can('organization.view') })
  return data
}

/** The seats of the plan and how many are taken. */
export function useSeats(): Seats | null {
  const limits = useLimits()
  const members = limits?.limits.find(({ name }) => name === 'members')
  if (limits === undefined || members === undefined) return null
  return { used: members.used ?? 0, limit: members.limit, plan: limits.plan.name }
}

/** False only when it is known that the plan lacks the feature. */
export const usePlanIncludes = (feature: string): boolean =>
  useLimits()?.features.find(({ name }) => name === feature)?.is_included ?? true
