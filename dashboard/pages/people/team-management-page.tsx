import { PageHeader } from '../../ui/page-header.tsx'

/** Members, invitations and roles of an organization. */
export function TeamManagementPage() {
  return <PageHeader title="Team Management" />
}
