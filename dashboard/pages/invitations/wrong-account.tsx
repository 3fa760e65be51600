import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconUserExclamation } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signOut } from '#shared/contract/account.ts'
import { getMe } from '#shared/contract/organizations.ts'
import { type ApiError, call } from '../../api.ts'
import { FormError } from '../../ui/form-errors.tsx'
import { useRoute } from '../../use-route.ts'
import type { AnswerProps } from './accept-invitation-page.tsx'
import { DeclineButton } from './decline-button.tsx'
import { signInFor } from './sign-in-to-accept.tsx'

// Signing out leads on: to the sign-in page with the invited e-mail, or, without an account, to this page as a stranger.
function useSwitchAccount({ invitation, token }: AnswerProps) {
  const queryClient = useQueryClient()
  return useMutation<void, ApiError>({
    mutationFn: async () => {
      await call(signOut, {})
      if (invitation.has_account) location.assign(signInFor({ email: invitation.email, token }))
      else await queryClient.resetQueries()
    },
  })
}

/** Someone else is signed in. The invitation survives that. */
export function WrongAccount(props: AnswerProps) {
  const { email, has_account: hasAccount } = props.invitation
  const me = useRoute(getMe, {})
  const change = useSwitchAccount(props)
  return (
    <Stack gap="sm">
      <Alert
        color="yellow"
        variant="light"
        icon={<IconUserExclamation size={18} />}
        title="Another account is signed in"
      >
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          You are signed in as <b>{me.data?.user.email ?? 'someone else'}</b>, but this invitation is for{' '}
          <b>{email}</b>. It stays valid until it expires.
        </Text>
      </Alert>
      <FormError error={change.error} />
      <Button size="md" fullWidth loading={change.isPending} onClick={() => change.mutate()}>
        {hasAccount ? 'Switch account' : 'Sign out and create an account'}
      </Button>
      <Button variant="default" fullWidth component="a" href="/dashboard">
        Go to your dashboard
      </Button>
      <DeclineButton {...props} />
    </Stack>
  )
}
