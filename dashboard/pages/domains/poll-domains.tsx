import { listDomains } from '#shared/contract/domains.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'

const POLL_MS = 1200

/** Reads the domains again and again: in place while one of them is being checked. */
export function PollDomains() {
  const { id: orgId } = useWorkspace()
  useRoute(listDomains, { params: { orgId } }, { refetchInterval: POLL_MS })
  return null
}
