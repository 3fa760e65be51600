import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { switchOrganization } from '#shared/contract/organizations.ts'
import { call } from '../api.ts'
import { type Me, meQuery, useMaybeWorkspace, useMe } from './use-me.ts'
import { WorkspaceNotFound } from './workspace-not-found.tsx'

// The server remembers the active workspace for addresses that name none; losing one such note harms nothing.
function useRememberWorkspace(id: string | undefined): void {
  const { active_organization_id: activeId } = useMe()
  const queryClient = useQueryClient()
  useEffect(() => {
    if (id === undefined || id === activeId) return
    queryClient.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, active_organization_id: id })
    call(switchOrganization, { params: { orgId: id } }).catch(() => undefined)
  }, [id, activeId, queryClient])
}

/** What lies under `/dashboard/{org-slug}/`: a page of a workspace of yours, or what to do when it is not one. */
export function WorkspaceLayout() {
  const workspace = useMaybeWorkspace()
  useRememberWorkspace(workspace?.id)
  return workspace === undefined ? <WorkspaceNotFound /> : <Outlet key={workspace.id} />
}
