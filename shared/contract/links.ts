import { z } from 'zod'
import {
  confirmation,
  fields,
  idOf,
  line,
  organizationId,
  organizationParams,
  pageOf,
  pageQuery,
  prose,
} from './fields.ts'
import {
  countryCode,
  DEVICES,
  domainId,
  LINK_STATUSES,
  link,
  linkId,
  linkInput,
  linkSlug,
  OPERATING_SYSTEMS,
  tagId,
} from './link-fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Short links'
export const linkParams = fields({ orgId: organizationId, linkId })

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(50))

/** Filters of the list of links; those of lists are separated by commas. `none`: links without one. */
export const linkFilters = {
  search: line(200, 0).optional().describe('In slug, title, destination, notes and external id'),
  domain_id: z.union([domainId, z.literal('none')]).optional(),
  project_id: z.union([idOf('prj'), z.literal('none')]).optional(),
  tag_ids: listOf(tagId).optional().describe('Links that have all of these'),
  created_by: idOf('user').optional(),
  status: z.enum(LINK_STATUSES).optional(),
  archived: z.enum(['no', 'yes', 'all']).default('no'),
}
export const LINK_SORTS = [
  '-created_at',
  'created_at',
  '-clicks',
  'clicks',
  '-updated_at',
  'slug',
  '-slug',
  'title',
  '-title',
  '-last_clicked_at',
] as const

export const listLinks = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/links',
  access: 'organization',
  tag,
  summary: 'List short links',
  permission: 'links.read',
  params: organizationParams,
  query: fields({ ...pageQuery, ...linkFilters, sort: z.enum(LINK_SORTS).default('-created_at') }),
  response: pageOf(link),
})

export const createLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links',
  access: 'organization',
  tag,
  summary: 'Create a short link',
  permission: 'links.create',
  params: organizationParams,
  body: fields({
    ...linkInput,
    find_if_exists: z
      .boolean()
      .default(false)
      .describe(
        'Answers the newest link in use with the same destination and domain, if there is one, in place of a new one',
      ),
  }),
  response: link,
  status: 201,
  idempotent: true,
})

export const upsertLink = defineRoute({
  method: 'PUT',
  path: '/api/organizations/:orgId/links/external/:externalId',
  access: 'organization',
  tag,
  summary: 'Create or change the link with an external id of yours',
  permission: 'links.create',
  params: fields({ orgId: organizationId, externalId: line(200) }),
  body: fields(
    Object.fromEntries(Object.entries(linkInput).filter(([name]) => name !== 'external_id')) as Omit<
      typeof linkInput,
      'external_id'
    >,
  ),
  response: fields({ link, was_created: z.boolean() }),
})

export const getLink = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/links/:linkId',
  access: 'organization',
  tag,
  summary: 'Get a short link',
  permission: 'links.read',
  params: linkParams,
  response: link,
})

export const getLinkByExternalId = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/links/external/:externalId',
  access: 'organization',
  tag,
  summary: 'Get the link with an external id of yours',
  permission: 'links.read',
  params: fields({ orgId: organizationId, externalId: line(200) }),
  response: link,
})

export const checkSlug = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/link-slugs',
  access: 'organization',
  tag,
  summary: 'Tell whether a slug can be had, or suggest one',
  permission: 'links.create',
  params: organizationParams,
  query: fields({
    domain_id: domainId.optional().describe('Left out: the shared host'),
    slug: linkSlug.optional(),
  }),
  response: fields({ slug: z.string(), is_free: z.boolean(), problem: z.string().nullable() }),
})

export const updateLink = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/links/:linkId',
  access: 'organization',
  tag,
  summary: 'Change a short link; fields left out stay as they are',
  permission: 'links.update',
  params: linkParams,
  body: fields({ ...linkInput, destination: linkInput.destination.optional() }),
  response: link,
})

export const archiveLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/archive',
  access: 'organization',
  tag,
  summary: 'Archive a short link: it redirects on, and is out of the way',
  permission: 'links.archive',
  params: linkParams,
  response: link,
})

export const restoreLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/restore',
  access: 'organization',
  tag,
  summary: 'Restore an archived short link',
  permission: 'links.archive',
  params: linkParams,
  response: link,
})

export const approveLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/approve',
  access: 'organization',
  tag,
  summary: 'Approve a short link: it goes live',
  permission: 'links.approve',
  params: linkParams,
  query: fields({
    updated_at: z.iso
      .datetime()
      .optional()
      .describe('`updated_at` of the link as you saw it: it is not approved when it was changed since'),
  }),
  response: link,
})

export const rejectLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/reject',
  access: 'organization',
  tag,
  summary: 'Reject a short link that waits for approval',
  permission: 'links.approve',
  params: linkParams,
  body: fields({ note: prose(500).default('') }),
  response: link,
})

export const duplicateLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/duplicate',
  access: 'organization',
  tag,
  summary: 'Create a link like another, with another slug',
  permission: 'links.create',
  params: linkParams,
  body: fields({ slug: linkSlug.optional() }),
  response: link,
  status: 201,
  idempotent: true,
})

export const transferLink = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/transfer',
  access: 'organization',
  tag,
  summary: 'Move a link on the shared host to another workspace of yours; its statistics stay here',
  permission: 'links.delete',
  params: linkParams,
  body: fields({ organization_id: organizationId }),
  response: confirmation,
})

export const deleteLink = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/links/:linkId',
  access: 'organization',
  tag,
  summary: 'Delete a short link: it answers 410, and its slug stays yours for thirty days',
  permission: 'links.delete',
  params: linkParams,
  response: confirmation,
})

export const previewRules = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/links/:linkId/preview-rules',
  access: 'organization',
  tag,
  summary: 'Tell where a visitor of given kind would be led',
  permission: 'smart_links.read',
  params: linkParams,
  body: fields({
    device: z.enum(DEVICES),
    operating_system: z.enum(OPERATING_SYSTEMS),
    country: countryCode.nullable(),
    language: z.string().regex(/^[a-z]{2,3}$/),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  response: fields({
    destination: z.string(),
    rule_id: z.string().nullable(),
    possible: z.array(
      fields({ destination: z.string(), rule_id: z.string().nullable(), percentage: z.number() }),
    ),
  }),
})
