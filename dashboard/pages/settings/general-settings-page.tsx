import { PageHeader } from '../../ui/page-header.tsx'

/** Name, slug, settings and the danger zone of a workspace. */
export function GeneralSettingsPage() {
  return <PageHeader title="General" />
}
