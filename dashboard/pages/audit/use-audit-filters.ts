import type { auditFilters } from '#shared/contract/audit.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { spanOf } from './audit-range.ts'

const DEFAULTS = {
  search: '',
  category: '',
  action: '',
  actor: '',
  target: '',
  outcome: '',
  range: '',
  from: '',
  to: '',
  limit: '50',
}
type Name = keyof typeof DEFAULTS

/** The filters as the API takes them. */
export type AuditQuery = { [K in Exclude<keyof typeof auditFilters, 'outcome'>]?: string } & {
  outcome?: 'succeeded' | 'refused'
}

export interface AuditFilterState {
  list: ListState<Name>
  query: AuditQuery
  limit: number
  isFiltered: boolean
}

const NAMES = ['search', 'category', 'action', 'actor', 'target'] as const

function queryOf(values: Record<Name, string>): AuditQuery {
  const given = NAMES.filter((name) => values[name] !== '').map((name) => [name, values[name]])
  const { outcome } = values
  return {
    ...Object.fromEntries(given),
    ...(outcome === 'succeeded' || outcome === 'refused' ? { outcome } : {}),
    ...spanOf(values),
  }
}

const MOST = 200

/** The filters and pages of an audit log, kept in the address. */
export function useAuditFilters(): AuditFilterState {
  const list = useListState<Name>(DEFAULTS)
  const limit = Number.parseInt(list.values.limit, 10)
  const query = queryOf(list.values)
  return {
    list,
    query,
    limit: limit >= 1 ? Math.min(limit, MOST) : 50,
    isFiltered: Object.keys(query).length > 0,
  }
}
