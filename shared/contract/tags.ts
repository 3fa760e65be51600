import { z } from 'zod'
import {
  color,
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
} from './fields.ts'
import { tagId } from './link-fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Tags and UTM templates'
/** Tags and templates of one workspace. */
export const TAG_LIMIT = 1000
export const UTM_TEMPLATE_LIMIT = 200
const tagParams = fields({ orgId: organizationId, tagId })

export const linkTag = fields({
  id: tagId,
  name: z.string(),
  color: z.string(),
  link_count: z.number().int(),
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listTags = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/tags',
  access: 'organization',
  tag,
  summary: 'List tags, by name',
  permission: 'links.read',
  params: organizationParams,
  query: fields({ search: line(100, 0).optional() }),
  response: fields({ data: z.array(linkTag) }),
})

export const createTag = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/tags',
  access: 'organization',
  tag,
  summary: 'Create a tag',
  permission: 'links.update',
  params: organizationParams,
  body: fields({ name: line(50), color: color.default('#0f766e') }),
  response: linkTag,
  status: 201,
  idempotent: true,
})

export const updateTag = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/tags/:tagId',
  access: 'organization',
  tag,
  summary: 'Change a tag',
  permission: 'links.update',
  params: tagParams,
  body: fields({ name: line(50).optional(), color: color.optional() }),
  response: linkTag,
})

export const deleteTag = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/tags/:tagId',
  access: 'organization',
  tag,
  summary: 'Delete a tag; links lose it and stay',
  permission: 'links.delete',
  params: tagParams,
  response: confirmation,
})

const templateId = idOf('utm')
const templateParams = fields({ orgId: organizationId, templateId })
const utm = line(200, 0)
const utmFields = {
  utm_source: utm.default(''),
  utm_medium: utm.default(''),
  utm_campaign: utm.default(''),
  utm_term: utm.default(''),
  utm_content: utm.default(''),
}

export const utmTemplate = fields({
  id: templateId,
  name: z.string(),
  utm_source: z.string(),
  utm_medium: z.string(),
  utm_campaign: z.string(),
  utm_term: z.string(),
  utm_content: z.string(),
  created_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listUtmTemplates = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/utm-templates',
  access: 'organization',
  tag,
  summary: 'List UTM templates, by name',
  permission: 'links.read',
  params: organizationParams,
  response: fields({ data: z.array(utmTemplate) }),
})

export const createUtmTemplate = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/utm-templates',
  access: 'organization',
  tag,
  summary: 'Create a UTM template',
  permission: 'links.update',
  params: organizationParams,
  body: fields({ name: line(100), ...utmFields }),
  response: utmTemplate,
  status: 201,
  idempotent: true,
})

export const updateUtmTemplate = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/utm-templates/:templateId',
  access: 'organization',
  tag,
  summary: 'Change a UTM template; links made with it stay as they are',
  permission: 'links.update',
  params: templateParams,
  body: fields({
    name: line(100).optional(),
    utm_source: utm.optional(),
    utm_medium: utm.optional(),
    utm_campaign: utm.optional(),
    utm_term: utm.optional(),
    utm_content: utm.optional(),
  }),
  response: utmTemplate,
})

export const deleteUtmTemplate = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/utm-templates/:templateId',
  access: 'organization',
  tag,
  summary: 'Delete a UTM template; links made with it stay as they are',
  permission: 'links.delete',
  params: templateParams,
  response: confirmation,
})
