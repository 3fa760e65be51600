import { PageHeader } from '../../ui/page-header.tsx'

/** Makes an organization. */
export function CreateOrganizationPage() {
  return <PageHeader title="Create organization" />
}
