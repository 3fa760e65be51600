import { Text } from '@mantine/core'
import { formatMoment, formatRelative } from '../../ui/format-time.ts'
import { AuthHeading } from '../auth/auth-heading.tsx'
import type { InvitationView } from './accept-invitation-page.tsx'
import classes from './invitation-summary.module.css'

const titleOf = ({ kind, team, organization }: InvitationView): string =>
  kind === 'team' && team !== null
    ? `Join the team ${team.name} at ${organization.name}`
    : `Join ${organization.name}`

/** Who invites whom into what, as which role, until when. */
export function InvitationSummary({ invitation }: { invitation: InvitationView }) {
  const { email, role_name: role, invited_by: inviter, message, expires_at: expiry } = invitation
  return (
    <div>
      <AuthHeading title={titleOf(invitation)}>
        {inviter} invited <b>{email}</b>
        {invitation.kind === 'team' ? ' to this team.' : ' to this organization.'}
      </AuthHeading>
      {message !== '' && (
        <blockquote className={classes.message}>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {message}
          </Text>
          <Text size="xs" c="dimmed" component="footer" mt={4}>
            {inviter}
          </Text>
        </blockquote>
      )}
      <dl className={classes.facts}>
        <dt>Role</dt>
        <dd>{role}</dd>
        <dt>Expires</dt>
        <dd>
          <time dateTime={expiry}>{formatMoment(expiry)}</time> <span>({formatRelative(expiry)})</span>
        </dd>
      </dl>
    </div>
  )
}
