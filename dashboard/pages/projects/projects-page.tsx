import { PageHeader } from '../../ui/page-header.tsx'

/** The projects of a workspace. */
export function ProjectsPage() {
  return <PageHeader title="Projects" />
}
