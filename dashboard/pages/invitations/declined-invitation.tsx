import { Stack, Text } from '@mantine/core'
import { AuthHeading } from '../auth/auth-heading.tsx'
import type { InvitationView } from './accept-invitation-page.tsx'

/** After declining: nothing more to do. */
export function DeclinedInvitation({ invitation }: { invitation: InvitationView }) {
  const { organization, team, invited_by: inviter } = invitation
  return (
    <Stack gap="sm" role="status">
      <AuthHeading title="You declined the invitation">
        You did not join {team === null ? organization.name : `the team ${team.name}`}, and the link has
        ended.
      </AuthHeading>
      <Text size="sm">
        If that was a mistake, ask {inviter} to invite you again. You can close this page now.
      </Text>
    </Stack>
  )
}
