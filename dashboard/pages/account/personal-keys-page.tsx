import { PageHeader } from '../../ui/page-header.tsx'

/** . */
export function PersonalKeysPage() {
  return <PageHeader title="API keys" />
}
