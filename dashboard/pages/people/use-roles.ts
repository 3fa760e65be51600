import { listRoles, type Role } from '#shared/contract/roles.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'

/** The organization's roles, highest level first, and the actor's own level. */
export function useRoles() {
  const { id, role } = useWorkspace()
  const query = useRoute(listRoles, { params: { orgId: id } })
  const roles: Role[] | undefined = query.data && [...query.data.data].sort((a, b) => b.level - a.level)
  const yourLevel = roles?.find(({ key }) => key === role.key)?.level ?? 0
  return { query, roles, yourLevel }
}
