import { exportMyAuditLogs, listMyAuditLogs } from '#shared/contract/audit.ts'
import { addressOf } from '../../api.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useRoute } from '../../use-route.ts'
import { AuditExport } from '../audit/audit-export.tsx'
import { AuditFilters } from '../audit/audit-filters.tsx'
import { AuditList } from '../audit/audit-list.tsx'
import { AuditPages } from '../audit/audit-pages.tsx'
import { NothingFound } from '../audit/nothing-found.tsx'
import { useAuditFilters } from '../audit/use-audit-filters.ts'

/** What you did, and what happened to your account. */
export function MyAuditLogPage() {
  const filters = useAuditFilters()
  const { list, query, limit } = filters
  const entries = useRoute(
    listMyAuditLogs,
    { query: { ...query, page: list.page, limit } },
    { keepPrevious: true },
  )
  const rows = entries.data?.data
  const target = rows?.flatMap(({ targets }) => targets).find(({ id }) => id === list.values.target)
  return (
    <>
      <PageHeader
        title="My audit log"
        subtitle="What you did in every workspace, and what happened to your account."
      />
      <AuditFilters filters={filters} targetName={target?.name}>
        <AuditExport addressFor={(format) => addressOf(exportMyAuditLogs, { query: { ...query, format } })} />
      </AuditFilters>
      <AuditList
        entries={rows}
        query={entries}
        onTarget={(id) => list.set({ target: id })}
        empty={
          <NothingFound isFiltered={filters.isFiltered} onClear={list.clear}>
            What you do from now on shows here.
          </NothingFound>
        }
      />
      <AuditPages filters={filters} answer={entries.data} />
    </>
  )
}
