import { exportAuditLogs, listAuditFacets, listAuditLogs } from '#shared/contract/audit.ts'
import { addressOf } from '../../api.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlanNotice } from '../../ui/plan-notice.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useRoute } from '../../use-route.ts'
import { AuditExport } from './audit-export.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { AuditPages } from './audit-pages.tsx'
import { AuditTimeline } from './audit-timeline.tsx'
import { NothingFound } from './nothing-found.tsx'
import { useAuditFilters } from './use-audit-filters.ts'

function AuditLog() {
  const { id: orgId, can } = useWorkspace()
  const filters = useAuditFilters()
  const { list, query, limit } = filters
  const entries = useRoute(
    listAuditLogs,
    { params: { orgId }, query: { ...query, page: list.page, limit } },
    { keepPrevious: true },
  )
  const facets = useRoute(listAuditFacets, { params: { orgId } }, { staleTime: 60_000 })
  if (entries.error?.code === 'feature_not_in_plan')
    return <PlanNotice feature="The audit log" plan={entries.error.details.plan as string | undefined} />
  const rows = entries.data?.data
  const target = rows?.flatMap(({ targets }) => targets).find(({ id }) => id === list.values.target)
  return (
    <>
      <AuditFilters
        filters={filters}
        facets={facets.data ?? { categories: [], actors: [] }}
        targetName={target?.name}
      >
        <AuditExport
          allowed={can('audit_logs.export')}
          addressFor={(format) =>
            addressOf(exportAuditLogs, { params: { orgId }, query: { ...query, format } })
          }
        />
      </AuditFilters>
      <AuditTimeline filters={filters} />
      <AuditList
        entries={rows}
        query={entries}
        onTarget={(id) => list.set({ target: id })}
        empty={
          <NothingFound isFiltered={filters.isFiltered} onClear={list.clear}>
            Whatever members, keys and operators do here is written down on this page.
          </NothingFound>
        }
      />
      <AuditPages filters={filters} answer={entries.data} />
    </>
  )
}

/** Everything that was done in a workspace, and what was tried and refused. */
export function AuditLogPage() {
  const { can } = useWorkspace()
  return (
    <>
      <PageHeader title="Audit log" subtitle="Every act in this workspace: who, what, when and from where." />
      {can('audit_logs.view') ? <AuditLog /> : <RestrictedNotice permission="audit_logs.view" />}
    </>
  )
}
