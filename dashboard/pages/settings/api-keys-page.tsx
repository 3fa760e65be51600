import { PageHeader } from '../../ui/page-header.tsx'

/** The organization's own API keys. */
export function ApiKeysPage() {
  return <PageHeader title="API keys" />
}
