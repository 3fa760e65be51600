import { z } from 'zod'
import { confirmation, fields, instant, line, organizationId, organizationParams } from './fields.ts'
import { appId } from './link-fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Apps'
const appParams = fields({ orgId: organizationId, appId })

const appInput = {
  name: line(100),
  identifier: z
    .string()
    .trim()
    .max(155)
    .regex(/^[A-Za-z][\w-]*(\.[\w-]+)+$/, 'must be a bundle id or package name like com.example.app'),
  team_id: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, 'must be the ten letters and digits of an Apple team id')
    .nullable()
    .describe('iOS only'),
  fingerprints: z
    .array(z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'must be a SHA-256 fingerprint like AB:CD:…'))
    .max(10)
    .describe('Android only'),
  url_scheme: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]{1,31}$/, 'must be a scheme like myapp, without the colon')
    .nullable()
    .describe('Links of the organization may lead to addresses of this scheme'),
  store_url: z.url({ protocol: /^https$/ }).max(2048),
}

export const app = fields({
  id: appId,
  platform: z.enum(['ios', 'android']),
  name: z.string(),
  identifier: z.string(),
  team_id: z.string().nullable(),
  fingerprints: z.array(z.string()),
  url_scheme: z.string().nullable(),
  store_url: z.string(),
  link_count: z.number().int(),
  created_at: instant,
  updated_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listApps = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/apps',
  access: 'organization',
  tag,
  summary: 'List registered apps',
  permission: 'smart_apps.read',
  params: organizationParams,
  response: fields({ data: z.array(app) }),
})

export const createApp = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/apps',
  access: 'organization',
  tag,
  summary: 'Register an app: its association files are served on your domains',
  permission: 'smart_apps.manage',
  params: organizationParams,
  body: fields({
    platform: z.enum(['ios', 'android']),
    name: appInput.name,
    identifier: appInput.identifier,
    team_id: appInput.team_id.default(null),
    fingerprints: appInput.fingerprints.default([]),
    url_scheme: appInput.url_scheme.default(null),
    store_url: appInput.store_url,
  }),
  response: app,
  status: 201,
  idempotent: true,
})

export const updateApp = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/apps/:appId',
  access: 'organization',
  tag,
  summary: 'Change a registered app',
  permission: 'smart_apps.manage',
  params: appParams,
  body: fields({
    name: appInput.name.optional(),
    identifier: appInput.identifier.optional(),
    team_id: appInput.team_id.optional(),
    fingerprints: appInput.fingerprints.optional(),
    url_scheme: appInput.url_scheme.optional(),
    store_url: appInput.store_url.optional(),
  }),
  response: app,
})

export const deleteApp = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/apps/:appId',
  access: 'organization',
  tag,
  summary: 'Remove a registered app; links that open it lead to their destination from then on',
  permission: 'smart_apps.manage',
  params: appParams,
  response: confirmation,
})
