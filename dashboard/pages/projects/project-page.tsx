import { PageHeader } from '../../ui/page-header.tsx'

/** One project and what it holds. */
export function ProjectPage() {
  return <PageHeader title="Project" />
}
