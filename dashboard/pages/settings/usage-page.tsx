import { PageHeader } from '../../ui/page-header.tsx'

/** What is used of the plan's limits. */
export function UsagePage() {
  return <PageHeader title="Usage & limits" />
}
