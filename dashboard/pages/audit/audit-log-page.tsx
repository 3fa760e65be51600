import { PageHeader } from '../../ui/page-header.tsx'

/** The audit log of a workspace. */
export function AuditLogPage() {
  return <PageHeader title="Audit log" />
}
