import { z } from 'zod'
import { confirmation, fields, instant, organizationId, organizationParams } from './fields.ts'
import { destination, domainId } from './link-fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Domains'
const domainParams = fields({ orgId: organizationId, domainId })

/** A hostname as people type it; the verb turns it into lower-case A-labels (RFC 5890). */
const hostname = z.string().trim().min(4).max(253)

export const domain = fields({
  id: domainId,
  hostname: z.string().describe('Lower case, A-labels'),
  display_name: z.string().describe('As people read it, in its own script'),
  status: z.enum(['pending', 'verified', 'failing']).describe('failing: served on, but its proof is missing'),
  is_checking: z.boolean(),
  last_checked_at: instant.nullable(),
  last_problem: z.string().nullable(),
  failing_since: instant.nullable(),
  unverified_at: instant.nullable().describe('When a failing domain stops being served'),
  verified_at: instant.nullable(),
  records: z.array(
    fields({
      purpose: z.enum(['proof', 'address']),
      type: z.enum(['TXT', 'CNAME', 'A']),
      name: z.string(),
      value: z.string(),
    }),
  ),
  root_destination: z.string().nullable(),
  not_found_destination: z.string().nullable(),
  is_default: z.boolean(),
  link_count: z.number().int(),
  created_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listDomains = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/domains',
  access: 'organization',
  tag,
  summary: 'List custom domains',
  permission: 'domains.read',
  params: organizationParams,
  response: fields({ data: z.array(domain), shared_host: z.string() }),
})

export const addDomain = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/domains',
  access: 'organization',
  tag,
  summary: 'Add a custom domain; it serves nothing until its TXT record proves it is yours',
  permission: 'domains.create',
  params: organizationParams,
  body: fields({ hostname }),
  response: domain,
  status: 201,
  idempotent: true,
})

export const getDomain = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/domains/:domainId',
  access: 'organization',
  tag,
  summary: 'Get a custom domain',
  permission: 'domains.read',
  params: domainParams,
  response: domain,
})

export const updateDomain = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/domains/:domainId',
  access: 'organization',
  tag,
  summary: 'Change where a domain leads where no link answers, or make it the default for new links',
  permission: 'domains.update',
  params: domainParams,
  body: fields({
    root_destination: destination.nullable().optional(),
    not_found_destination: destination.nullable().optional(),
    is_default: z.boolean().optional(),
  }),
  response: domain,
})

export const verifyDomain = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/domains/:domainId/verify',
  access: 'organization',
  tag,
  summary: 'Ask the name servers now whether the proof is there; read the domain again for the answer',
  permission: 'domains.update',
  params: domainParams,
  response: domain,
  status: 202,
})

export const deleteDomain = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/domains/:domainId',
  access: 'organization',
  tag,
  summary: 'Remove a domain; with links on it, only when told what becomes of them',
  permission: 'domains.delete',
  params: domainParams,
  query: fields({
    links: z
      .enum(['refuse', 'delete'])
      .default('refuse')
      .describe('delete: its links are deleted with it (needs links.delete)'),
  }),
  response: confirmation,
})

export const askForCertificate = defineRoute({
  method: 'GET',
  path: '/api/tls/ask',
  access: 'public',
  tag,
  summary: "200 when a certificate may be had for a hostname, else 404; for Caddy's on_demand_tls",
  query: fields({ domain: z.string().min(1).max(253) }),
  response: fields({ domain: z.string() }),
})
