import { Button, List, Stack, Text } from '@mantine/core'
import { getMe } from '#shared/contract/organizations.ts'
import { signInAddress } from '../../query-client.ts'
import { formatDate } from '../../ui/format-time.ts'
import { useRoute } from '../../use-route.ts'
import { AuthHeading } from '../auth/auth-heading.tsx'
import type { InvitationView } from './accept-invitation-page.tsx'

interface Ending {
  title: string
  what: string
  next: string
}

const ENDINGS: Record<
  Exclude<InvitationView['status'], 'pending'>,
  (invitation: InvitationView) => Ending
> = {
  accepted: ({ organization }) => ({
    title: 'This invitation was used',
    what: `You accepted it already. If you are still a member of ${organization.name}, open it from your dashboard.`,
    next: 'If you left or were removed since, an owner or admin can invite you again.',
  }),
  expired: ({ expires_at: expiry, invited_by: inviter }) => ({
    title: 'This invitation has expired',
    what: `Invitations work for 7 days; this one ended on ${formatDate(expiry)}.`,
    next: `Ask ${inviter}, or another owner or admin, to send a new one.`,
  }),
  cancelled: ({ organization, invited_by: inviter }) => ({
    title: 'This invitation was cancelled',
    what: `Someone at ${organization.name} took it back before it was accepted.`,
    next: `If you expected to join, ask ${inviter} for a new one.`,
  }),
  rejected: ({ invited_by: inviter }) => ({
    title: 'This invitation was declined',
    what: 'It was declined from the link in the mail.',
    next: `If that was a mistake, ask ${inviter} to invite you again.`,
  }),
}

/** The invited person is told exactly what became of the invitation. */
export function EndedInvitation({ invitation }: { invitation: InvitationView }) {
  if (invitation.status === 'pending') return null
  const { title, what, next } = ENDINGS[invitation.status](invitation)
  return (
    <Stack gap="sm">
      <AuthHeading title={title}>{what}</AuthHeading>
      <Text size="sm">{next}</Text>
      <Button component="a" href="/dashboard" variant="default" mt="xs">
        Go to your dashboard
      </Button>
    </Stack>
  )
}

/** What strangers see of any link that does not work: why stays between the organization and the invited person. */
export function UnknownInvitation() {
  const me = useRoute(getMe, {})
  const isSignedIn = me.data !== undefined
  return (
    <Stack gap="sm">
      <AuthHeading title="This invitation link does not work">
        It may have expired after 7 days, been used, cancelled or replaced by a newer one, or be incomplete.
      </AuthHeading>
      <List size="sm" spacing={4}>
        <List.Item>Open the newest invitation mail and use the whole link.</List.Item>
        {isSignedIn ? (
          <List.Item>
            You are signed in as {me.data.user.email}. An invitation to another e-mail opens only with that
            account.
          </List.Item>
        ) : (
          <List.Item>
            If you have an account, sign in and open the link again to see what became of it.
          </List.Item>
        )}
        <List.Item>Otherwise ask an owner or admin of the organization to send a new one.</List.Item>
      </List>
      <Button
        component="a"
        href={isSignedIn ? '/dashboard' : signInAddress(location.pathname + location.search)}
        variant="default"
        mt="xs"
      >
        {isSignedIn ? 'Go to your dashboard' : 'Sign in'}
      </Button>
    </Stack>
  )
}
