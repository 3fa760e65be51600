import { z } from 'zod'
import { fields, instant, line, organizationParams, pageOf, pageQuery } from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Audit logs'

export const auditEntry = fields({
  id: z.string(),
  sequence: z.number().int(),
  created_at: instant,
  category: z.string(),
  action: z.string(),
  outcome: z.enum(['succeeded', 'refused']),
  actor: fields({
    kind: z.enum(['person', 'service_key', 'operator', 'system', 'stranger']),
    id: z.string().nullable(),
    name: z.string(),
    email: z.string().nullable(),
    image: z.string().nullable(),
  }),
  on_behalf_of: fields({ kind: z.string(), id: z.string().nullable(), name: z.string() }).nullable(),
  targets: z.array(fields({ type: z.string(), id: z.string(), name: z.string() })),
  changes: z.record(z.string(), fields({ before: z.unknown(), after: z.unknown() })),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  request_id: z.string().nullable(),
  hash: z.string(),
})
export type AuditEntryView = z.output<typeof auditEntry>

export const auditFilters = {
  category: z.string().max(64).optional().describe('One or several, separated by commas'),
  actor: z.string().max(64).optional().describe('Id of a person or key'),
  action: z.string().max(64).optional(),
  target: z.string().max(64).optional().describe('Id of what was acted on'),
  outcome: z.enum(['succeeded', 'refused']).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  search: line(200, 0).optional(),
}

export const listAuditLogs = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/audit-logs',
  access: 'organization',
  tag,
  summary: "The organization's audit log, newest first",
  permission: 'audit_logs.view',
  params: organizationParams,
  query: fields({ ...pageQuery, ...auditFilters }),
  response: pageOf(auditEntry),
})

export const exportAuditLogs = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/audit-logs/export',
  access: 'organization',
  tag,
  summary: 'Download the audit log, with the same filters, as CSV or NDJSON',
  permission: 'audit_logs.export',
  params: organizationParams,
  query: fields({ ...auditFilters, format: z.enum(['csv', 'ndjson']).default('csv') }),
  produces: 'text/csv',
})

export const listAuditFacets = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/audit-logs/facets',
  access: 'organization',
  tag,
  summary: 'Categories, actions and actors to filter by',
  permission: 'audit_logs.view',
  params: organizationParams,
  response: fields({
    categories: z.array(fields({ name: z.string(), actions: z.array(z.string()) })),
    actors: z.array(fields({ id: z.string(), name: z.string() })),
  }),
})

export const countAuditDays = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/audit-logs/days',
  access: 'organization',
  tag,
  summary: 'How many entries each of the last 30 days has, with the same filters; `to` moves the last day',
  permission: 'audit_logs.view',
  params: organizationParams,
  query: fields({
    ...auditFilters,
    zone: z.string().min(1).max(64).default('UTC').describe('Where the days begin, such as Europe/Berlin'),
  }),
  response: fields({
    data: z.array(
      fields({
        day: z.string().describe('2026-11-22'),
        succeeded: z.number().int(),
        refused: z.number().int(),
      }),
    ),
  }),
})

export const listMyAuditLogs = defineRoute({
  method: 'GET',
  path: '/api/me/audit-logs',
  access: 'account',
  tag,
  summary: 'Your own audit log: what you did, and what happened to your account',
  query: fields({ ...pageQuery, ...auditFilters }),
  response: pageOf(
    fields({ ...auditEntry.shape, organization: fields({ id: z.string(), name: z.string() }).nullable() }),
  ),
})

export const exportMyAuditLogs = defineRoute({
  method: 'GET',
  path: '/api/me/audit-logs/export',
  access: 'account',
  tag,
  summary: 'Download your own audit log as CSV or NDJSON',
  query: fields({ ...auditFilters, format: z.enum(['csv', 'ndjson']).default('csv') }),
  produces: 'text/csv',
})
