import { listDomains } from '#shared/contract/domains.ts'
import { listMembers } from '#shared/contract/members.ts'
import { listProjects } from '#shared/contract/projects.ts'
import { listTags } from '#shared/contract/tags.ts'
import { useMe, useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'

interface Choice {
  value: string
  label: string
}

const FRESH_MS = 60_000

/** The domains that links may have, as far as the actor may see them. */
export function useDomainChoices(): Choice[] {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listDomains,
    { params: { orgId } },
    { enabled: can('domains.read'), staleTime: FRESH_MS },
  )
  if (data === undefined || data.data.length === 0) return []
  return [
    { value: 'none', label: data.shared_host },
    ...data.data.map(({ id, display_name: name }) => ({ value: id, label: name })),
  ]
}

/** The first 200 projects by name, archived ones included. */
export function useProjectChoices(): Choice[] {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listProjects,
    { params: { orgId }, query: { status: 'all', limit: 200 } },
    { enabled: can('projects.read'), staleTime: FRESH_MS },
  )
  return (data?.data ?? []).map(({ id, name, is_archived: isArchived }) => ({
    value: id,
    label: isArchived ? `${name} (archived)` : name,
  }))
}

/** Every tag, by name. */
export function useTagChoices(): (Choice & { color: string })[] {
  const { id: orgId } = useWorkspace()
  const { data } = useRoute(listTags, { params: { orgId } }, { staleTime: FRESH_MS })
  return (data?.data ?? []).map(({ id, name, color }) => ({ value: id, label: name, color }))
}

/** You first, then the other members, the first 200 by name. */
export function useCreatorChoices(): Choice[] {
  const { user } = useMe()
  const { id: orgId, kind, can } = useWorkspace()
  const { data } = useRoute(
    listMembers,
    { params: { orgId }, query: { status: 'all', sort: 'name', limit: 200 } },
    { enabled: kind === 'organization' && can('team.view'), staleTime: FRESH_MS },
  )
  const others = (data?.data ?? []).filter(({ user_id: id }) => id !== user.id)
  return [
    { value: user.id, label: `${user.name} (you)` },
    ...others.map(({ user_id: value, name }) => ({ value, label: name })),
  ]
}
