import { z } from 'zod'
import { fields, idOf, organizationParams } from './fields.ts'
import { link, linkId, linkInput, tagId } from './link-fields.ts'
import { linkFilters } from './links.ts'
import { defineRoute } from './route.ts'

const tag = 'Short links'
/** Items in one call. */
export const BULK_LIMIT = 1000
const BULK_BODY_BYTES = 8 * 1024 * 1024

const ids = z.array(linkId).min(1).max(BULK_LIMIT)

/** What became of one item, in the order they were sent; the others are not touched by its failure. */
const outcome = fields({
  index: z.number().int(),
  id: z.string().nullable(),
  status: z.enum(['done', 'unchanged', 'failed']),
  error: fields({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }).nullable(),
})
const outcomes = fields({ done: z.number().int(), failed: z.number().int(), results: z.array(outcome) })

export const createLinks = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/bulk',
  access: 'organization',
  tag,
  summary: 'Create up to 1,000 links, with a result for each',
  permission: 'links.create',
  params: organizationParams,
  // Items are checked one by one, so that a wrong one fails alone.
  body: fields({ links: z.array(z.record(z.string(), z.unknown())).min(1).max(BULK_LIMIT) }),
  response: fields({
    done: z.number().int(),
    failed: z.number().int(),
    results: z.array(fields({ ...outcome.shape, link: link.nullable() })),
  }),
  idempotent: true,
  bodyLimitBytes: BULK_BODY_BYTES,
})

export const updateLinks = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/links/bulk',
  access: 'organization',
  tag,
  summary: 'Change up to 1,000 links in the same way, with a result for each',
  permission: 'links.update',
  params: organizationParams,
  body: fields({
    ids,
    set: fields({
      destination: linkInput.destination.optional(),
      project_id: linkInput.project_id,
      is_enabled: linkInput.is_enabled,
      expires_at: linkInput.expires_at,
      expired_destination: linkInput.expired_destination,
      redirect_status: linkInput.redirect_status,
      forward_query: linkInput.forward_query,
      add_tag_ids: z.array(tagId).max(50).optional(),
      remove_tag_ids: z.array(tagId).max(50).optional(),
    }).refine((set) => Object.keys(set).length > 0, 'must change something'),
  }),
  response: outcomes,
})

export const archiveLinks = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/bulk/archive',
  access: 'organization',
  tag,
  summary: 'Archive or restore up to 1,000 links, with a result for each',
  permission: 'links.archive',
  params: organizationParams,
  body: fields({ ids, is_archived: z.boolean() }),
  response: outcomes,
})

export const deleteLinks = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/bulk/delete',
  access: 'organization',
  tag,
  summary: 'Delete up to 1,000 links, with a result for each',
  permission: 'links.delete',
  params: organizationParams,
  body: fields({ ids }),
  response: outcomes,
})

export const exportLinks = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/links/export',
  access: 'organization',
  tag,
  summary: 'Download the links that match, as CSV or JSON lines',
  permission: 'links.read',
  params: organizationParams,
  query: fields({ ...linkFilters, format: z.enum(['csv', 'json']).default('csv') }),
  produces: 'text/csv',
})

const FORMATS = ['guildhall', 'bitly', 'dub', 'kutt', 'shlink', 'other'] as const
/** What a column may fill; a column without one is left out. */
export const IMPORT_FIELDS = [
  'destination',
  'short_url',
  'slug',
  'title',
  'description',
  'notes',
  'tags',
  'project',
  'external_id',
  'expires_at',
  'expired_destination',
  'click_limit',
  'password',
  'is_archived',
  'is_enabled',
] as const
const importId = idOf('imp')
const importParams = fields({ ...organizationParams.shape, importId })
const mapping = z.record(z.string().max(200), z.enum(IMPORT_FIELDS))
/** Rows in one file, and its size. */
export const IMPORT_ROWS = 100_000
export const IMPORT_BYTES = 20 * 1024 * 1024

export const importOptions = fields({
  domain_id: linkInput.domain_id,
  project_id: linkInput.project_id,
  tag_ids: linkInput.tag_ids,
  on_taken_slug: z
    .enum(['fail', 'skip', 'update', 'new_slug'])
    .default('fail')
    .describe('`update`: only where the link is yours'),
  create_tags: z
    .boolean()
    .default(true)
    .describe('Creates tags that are not there yet, which takes links.update; else such tags are left out'),
})

export const linkImport = fields({
  id: importId,
  file_name: z.string(),
  format: z.enum(FORMATS),
  columns: z.array(z.string()),
  sample: z
    .array(z.array(z.string()))
    .describe('The first rows as they are in the file, until it is forgotten; without passwords'),
  mapping,
  options: importOptions,
  status: z.enum(['uploaded', 'running', 'done', 'failed', 'cancelled']),
  is_dry_run: z.boolean(),
  total_rows: z.number().int(),
  done_rows: z.number().int(),
  created_count: z.number().int(),
  updated_count: z.number().int(),
  skipped_count: z.number().int(),
  failed_count: z.number().int(),
  failures: z
    .array(fields({ row_number: z.number().int(), problem: z.string() }))
    .describe('The first twenty'),
  problem: z.string().nullable(),
  created_by: fields({ id: z.string(), name: z.string() }),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  can: fields({
    start: z.boolean().describe('Its file is still there: forgotten once it was imported, or after a week'),
    cancel: z.boolean(),
  }),
})

export const uploadLinkImport = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/link-imports',
  access: 'organization',
  tag,
  summary:
    'Upload a CSV or JSON file of links; nothing is created yet. Bitly, Dub, Kutt and Shlink files are recognised',
  permission: 'links.create',
  params: organizationParams,
  body: fields({ file_name: z.string().min(1).max(200), content: z.string().min(1).max(IMPORT_BYTES) }),
  response: linkImport,
  status: 201,
  bodyLimitBytes: 2 * IMPORT_BYTES,
})

export const startLinkImport = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/link-imports/:importId/start',
  access: 'organization',
  tag,
  summary: 'Import an uploaded file, or try it without creating anything',
  permission: 'links.create',
  params: importParams,
  body: fields({ mapping, options: importOptions, is_dry_run: z.boolean().default(false) }),
  response: linkImport,
  status: 202,
})

export const getLinkImport = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/link-imports/:importId',
  access: 'organization',
  tag,
  summary: 'Get an import and how far it has come',
  permission: 'links.create',
  params: importParams,
  response: linkImport,
})

export const listLinkImports = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/link-imports',
  access: 'organization',
  tag,
  summary: 'List the latest imports',
  permission: 'links.create',
  params: organizationParams,
  response: fields({ data: z.array(linkImport) }),
})

export const cancelLinkImport = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/link-imports/:importId/cancel',
  access: 'organization',
  tag,
  summary: 'Stop an import; links it created stay',
  permission: 'links.create',
  params: importParams,
  response: linkImport,
})

export const exportFailedRows = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/link-imports/:importId/failed-rows',
  access: 'organization',
  tag,
  summary: 'Download the rows that failed, with the reason of each, as CSV',
  permission: 'links.create',
  params: importParams,
  produces: 'text/csv',
})
