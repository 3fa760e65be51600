import { createRoute, redirect } from '@tanstack/react-router'
import { getSetup } from '#shared/contract/account.ts'
import { queryClient } from '../query-client.ts'
import { routeQuery } from '../use-route.ts'
import { page } from './page.ts'
import { rootRoute } from './root-routes.ts'

// A new instance has nobody to sign in yet. When the server does not answer, the page itself says so.
async function leadToSetup(): Promise<void> {
  const setup = await queryClient.ensureQueryData(routeQuery(getSetup)).catch(() => undefined)
  if (setup?.is_needed === true) throw redirect({ to: '/setup' })
}

const layout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'auth',
  component: page(() => import('../pages/auth/auth-layout.tsx').then((file) => file.AuthLayout)),
})

const setup = createRoute({
  getParentRoute: () => layout,
  path: '/setup',
  beforeLoad: async () => {
    const { is_needed: isNeeded } = await queryClient.ensureQueryData(routeQuery(getSetup))
    if (!isNeeded) throw redirect({ to: '/sign-in' })
  },
  component: page(() => import('../pages/auth/setup-page.tsx').then((file) => file.SetupPage)),
})

const signIn = createRoute({
  getParentRoute: () => layout,
  path: '/sign-in',
  beforeLoad: leadToSetup,
  component: page(() => import('../pages/auth/sign-in-page.tsx').then((file) => file.SignInPage)),
})

const signUp = createRoute({
  getParentRoute: () => layout,
  path: '/sign-up',
  beforeLoad: leadToSetup,
  component: page(() => import('../pages/auth/sign-up-page.tsx').then((file) => file.SignUpPage)),
})

const forgotPassword = createRoute({
  getParentRoute: () => layout,
  path: '/forgot-password',
  component: page(() =>
    import('../pages/auth/forgot-password-page.tsx').then((file) => file.ForgotPasswordPage),
  ),
})

const resetPassword = createRoute({
  getParentRoute: () => layout,
  path: '/reset-password',
  component: page(() =>
    import('../pages/auth/reset-password-page.tsx').then((file) => file.ResetPasswordPage),
  ),
})

const verifyEmail = createRoute({
  getParentRoute: () => layout,
  path: '/verify-email',
  component: page(() => import('../pages/auth/verify-email-page.tsx').then((file) => file.VerifyEmailPage)),
})

const acceptInvitation = createRoute({
  getParentRoute: () => layout,
  path: '/invite/accept',
  component: page(() =>
    import('../pages/invitations/accept-invitation-page.tsx').then((file) => file.AcceptInvitationPage),
  ),
})

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/dashboard' })
  },
})

/** Pages that work signed out, one narrow column each. */
export const authRoutes = [
  home,
  layout.addChildren([setup, signIn, signUp, forgotPassword, resetPassword, verifyEmail, acceptInvitation]),
] as const
