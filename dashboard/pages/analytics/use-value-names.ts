import { useRef } from 'react'
import type { Dimension } from '#shared/contract/analytics.ts'
import { getProject } from '#shared/contract/projects.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'
import type { Filters } from './analytics-filters.ts'
import type { Analytics } from './analytics-ranges.ts'
import { nameValue } from './name-values.ts'

/** How the values of filters are called: by what the server called them, now or earlier on this page. */
export function useValueNames(analytics: Analytics | undefined, filters: Filters) {
  const known = useRef(new Map<string, string>())
  for (const [dimension, breakdown] of Object.entries(analytics?.breakdowns ?? {}))
    for (const { value, label } of breakdown.data) known.current.set(`${dimension} ${value}`, label)
  const { id: orgId, can } = useWorkspace()
  const [projectId = ''] = filters.project ?? []
  // A project page leads here; its name is known here only once it has clicks.
  const isNameMissing = projectId !== '' && !known.current.has(`project ${projectId}`)
  const { data: project } = useRoute(
    getProject,
    { params: { orgId, projectId } },
    { enabled: isNameMissing && can('projects.read') },
  )
  return (dimension: Dimension, value: string): string => {
    const named = dimension === 'project' && value === project?.id ? project.name : undefined
    return nameValue(dimension, value, known.current.get(`${dimension} ${value}`) ?? named ?? value)
  }
}
