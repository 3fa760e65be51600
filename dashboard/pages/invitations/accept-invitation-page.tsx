import { PageHeader } from '../../ui/page-header.tsx'

/** Where an invitation's link leads. */
export function AcceptInvitationPage() {
  return <PageHeader title="Invitation" />
}
