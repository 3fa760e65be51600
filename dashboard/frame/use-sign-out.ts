import { useQueryClient } from '@tanstack/react-query'
import { signOut } from '#shared/contract/account.ts'
import { call } from '../api.ts'

/** Ends this session and leaves with a fresh page, so that nothing read before stays in memory. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    await call(signOut, {})
    queryClient.clear()
    location.assign('/sign-in')
  }
}
