import { Button, Stack, Text } from '@mantine/core'
import { signInAddress } from '../../query-client.ts'
import type { AnswerProps } from './accept-invitation-page.tsx'
import { DeclineButton } from './decline-button.tsx'

/** The sign-in page that knows the e-mail and comes back to this invitation. */
export const signInFor = ({ email, token }: { email: string; token: string }): string =>
  `${signInAddress(`/invite/accept?${new URLSearchParams({ token })}`)}&${new URLSearchParams({ email })}`

/** The invited e-mail has an account, and nobody is signed in. */
export function SignInToAccept(props: AnswerProps) {
  const { email } = props.invitation
  return (
    <Stack gap="xs">
      <Text size="sm">You have an account with this e-mail. Sign in, then accept.</Text>
      <Button size="md" fullWidth component="a" href={signInFor({ email, token: props.token })}>
        Sign in to accept
      </Button>
      <DeclineButton {...props} />
    </Stack>
  )
}
