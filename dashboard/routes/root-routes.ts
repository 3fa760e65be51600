import { createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { ApiError } from '../api.ts'
import { meQuery } from '../frame/use-me.ts'
import { queryClient, signInAddress } from '../query-client.ts'
import { page } from './page.ts'

export const rootRoute = createRootRoute()

/** Everything that needs a signed-in person: reads who it is first, or leads to the sign-in page. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: page(() => import('../frame/frame.tsx').then((file) => file.Frame)),
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ href: signInAddress(location.href) })
      throw error
    }
  },
})
