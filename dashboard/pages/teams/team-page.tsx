import { PageHeader } from '../../ui/page-header.tsx'

/** One team and its members. */
export function TeamPage() {
  return <PageHeader title="Team" />
}
