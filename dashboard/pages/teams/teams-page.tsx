import { PageHeader } from '../../ui/page-header.tsx'

/** The teams of an organization. */
export function TeamsPage() {
  return <PageHeader title="Teams" />
}
