import { PageHeader } from '../../ui/page-header.tsx'

/** . */
export function MyAuditLogPage() {
  return <PageHeader title="My audit log" />
}
