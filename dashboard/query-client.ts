import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'

// Only pages that ask for a sign-in; the others may show a 401 of their own (a wrong password, say).
const isPrivatePage = () => /^\/(dashboard|account|operator)(\/|$)/.test(location.pathname)

/** The sign-in page's address, which comes back to where the person was. */
export const signInAddress = (returnTo: string): string =>
  `/sign-in?${new URLSearchParams({ return_to: returnTo })}`

function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof ApiError) || error.status !== 401 || error.code !== 'unauthenticated') return
  if (isPrivatePage()) location.assign(signInAddress(location.pathname + location.search))
}

/** The one cache of the server's answers. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: { staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
