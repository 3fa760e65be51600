import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { getMe } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { Permission } from '#shared/permissions.ts'
import { routeQuery } from '../use-route.ts'

export type Me = RouteResponse<typeof getMe>
export type Workspace = Me['workspaces'][number]

/** You and your workspaces; the frame reads it before it shows anything. */
export const meQuery = routeQuery(getMe)

/** You and your workspaces. Only below the frame, which has read it already. */
export function useMe(): Me {
  const { data } = useQuery({ ...meQuery, staleTime: 30_000 })
  if (data === undefined) throw new Error('useMe is used outside the frame')
  return data
}

/** The workspace that opens when the address names none: the active one, else the personal one. */
export const activeWorkspace = (me: Me): Workspace | undefined =>
  me.workspaces.find(({ id }) => id === me.active_organization_id) ??
  me.workspaces.find(({ kind }) => kind === 'personal') ??
  me.workspaces[0]

/** The workspace of the address, or the active one on pages that belong to none. */
export function useMaybeWorkspace(): Workspace | undefined {
  const me = useMe()
  const { org } = useParams({ strict: false })
  return org === undefined ? activeWorkspace(me) : me.workspaces.find(({ slug }) => slug === org)
}

/** The workspace of the address, with what you may do in it. The layout shows a not-found page without one. */
export function useWorkspace(): Workspace & { can: (permission: Permission) => boolean } {
  const workspace = useMaybeWorkspace()
  if (workspace === undefined) throw new Error('useWorkspace is used outside a workspace')
  return { ...workspace, can: (permission) => workspace.permissions.includes(permission) }
}

/** Reads you and your workspaces again: after joining, leaving, renaming or a change of role. */
export function useRefreshMe(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}
