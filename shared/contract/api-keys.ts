import { z } from 'zod'
import { confirmation, fields, idOf, instant, line, organizationId, organizationParams } from './fields.ts'
import { permissionName } from './roles.ts'
import { defineRoute } from './route.ts'

const tag = 'API keys'

const keyFields = {
  name: z.string(),
  prefix: z.string().describe('The first characters, to recognise it by'),
  scopes: z.array(z.string()).nullable().describe('Null: everything its person may do'),
  created_at: instant,
  expires_at: instant.nullable(),
  last_used_at: instant.nullable(),
  is_expired: z.boolean(),
}

export const personalKey = fields({ id: idOf('key'), ...keyFields })
export const serviceKey = fields({
  id: idOf('skey'),
  ...keyFields,
  created_by: fields({ id: z.string(), name: z.string() }).nullable(),
  can: fields({ revoke: z.boolean() }),
})

const secret = { secret: z.string().describe('The key itself; shown this once') }
const keyBody = {
  name: line(100),
  expires_in_days: z.number().int().min(1).max(3650).nullable().default(365),
}

export const listPersonalKeys = defineRoute({
  method: 'GET',
  path: '/api/me/api-keys',
  access: 'account',
  tag,
  summary: 'List your personal API keys',
  response: fields({ data: z.array(personalKey) }),
})

export const createPersonalKey = defineRoute({
  method: 'POST',
  path: '/api/me/api-keys',
  access: 'account',
  tag,
  summary: 'Create a personal API key; it acts as you, within its scopes',
  body: fields({ ...keyBody, scopes: z.array(permissionName).max(200).nullable().default(null) }),
  response: fields({ ...personalKey.shape, ...secret }),
  status: 201,
  idempotent: true,
})

export const revokePersonalKey = defineRoute({
  method: 'DELETE',
  path: '/api/me/api-keys/:keyId',
  access: 'account',
  tag,
  summary: 'Revoke a personal API key; it stops working at once',
  params: fields({ keyId: idOf('key') }),
  response: confirmation,
})

export const listServiceKeys = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/api-keys',
  access: 'organization',
  tag,
  summary: "List the organization's API keys",
  permission: 'api_keys.view',
  params: organizationParams,
  response: fields({ data: z.array(serviceKey) }),
})

export const createServiceKey = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/api-keys',
  access: 'organization',
  tag,
  summary: 'Create an API key that belongs to the organization; its scopes are among your own permissions',
  permission: 'api_keys.create',
  params: organizationParams,
  body: fields({ ...keyBody, scopes: z.array(permissionName).min(1).max(200) }),
  response: fields({ ...serviceKey.shape, ...secret }),
  status: 201,
  idempotent: true,
})

export const revokeServiceKey = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/api-keys/:keyId',
  access: 'organization',
  tag,
  summary: "Revoke an organization's API key; it stops working at once",
  permission: 'api_keys.revoke',
  params: fields({ orgId: organizationId, keyId: idOf('skey') }),
  response: confirmation,
})
