import { Skeleton, Stack } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { viewInvitation } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { useRoute } from '../../use-route.ts'
import { DeclinedInvitation } from './declined-invitation.tsx'
import { EndedInvitation, UnknownInvitation } from './ended-invitation.tsx'
import { InvitationForYou } from './invitation-for-you.tsx'
import { InvitationSummary } from './invitation-summary.tsx'
import { JoinWithSignUp } from './join-with-sign-up.tsx'
import { SignInToAccept } from './sign-in-to-accept.tsx'
import { WrongAccount } from './wrong-account.tsx'

export type InvitationView = RouteResponse<typeof viewInvitation>

export interface AnswerProps {
  invitation: InvitationView
  token: string
  onDeclined: () => void
}

function Answer(props: AnswerProps) {
  if (props.invitation.is_for_you === true) return <InvitationForYou {...props} />
  if (props.invitation.is_for_you === false) return <WrongAccount {...props} />
  return props.invitation.has_account ? <SignInToAccept {...props} /> : <JoinWithSignUp {...props} />
}

function Loading() {
  return (
    <Stack gap="sm" aria-busy aria-label="Reading the invitation">
      <PageTitle>Invitation</PageTitle>
      <Skeleton height={22} width="70%" />
      <Skeleton height={12} width="90%" />
      <Skeleton height={90} mt="sm" />
      <Skeleton height={36} mt="sm" />
    </Stack>
  )
}

function Invitation({ token }: { token: string }) {
  // Looking is a POST so that the token stays out of logs; it changes nothing.
  const query = useRoute(viewInvitation, { body: { token } })
  const [declined, setDeclined] = useState<InvitationView | null>(null)
  if (declined !== null) return <DeclinedInvitation invitation={declined} />
  if (query.data !== undefined) {
    const invitation = query.data
    if (invitation.status !== 'pending') return <EndedInvitation invitation={invitation} />
    return (
      <Stack gap="lg">
        <InvitationSummary invitation={invitation} />
        <Answer invitation={invitation} token={token} onDeclined={() => setDeclined(invitation)} />
      </Stack>
    )
  }
  if (query.error === null) return <Loading />
  if (query.error.status === 404 || query.error.status === 400) return <UnknownInvitation />
  return <ErrorState error={query.error} order={1} onRetry={() => void query.refetch()} />
}

/** Where an invitation's link leads, signed in or not. Nothing is accepted before a person's click. */
export function AcceptInvitationPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  return token === '' ? <UnknownInvitation /> : <Invitation key={token} token={token} />
}
