import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** Where to go after signing in: a path of this site, never another's. */
function useReturnTo(): string {
  const { return_to: wanted } = useSearch({ strict: false }) as { return_to?: string }
  const isOurs = wanted !== undefined && /^\/(?![/\\])/.test(wanted)
  return isOurs ? wanted : '/dashboard'
}

/** The same page of signing in or up, keeping where to go afterwards. */
export function useWithReturnTo(): (path: string) => string {
  const returnTo = useReturnTo()
  return (path) =>
    returnTo === '/dashboard' ? path : `${path}?${new URLSearchParams({ return_to: returnTo })}`
}

/** Goes on as the person who just signed in, with nothing kept of whoever was here before. */
export function useEnter(): (to?: string) => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const returnTo = useReturnTo()
  return (to = returnTo) => {
    queryClient.clear()
    void navigate({ href: to, replace: true })
  }
}
