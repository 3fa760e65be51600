import { z } from 'zod'
import { ALL_WEBHOOK_EVENTS } from '../webhook-events.ts'
import {
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  pageOf,
  pageQuery,
} from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Webhooks'
const webhookId = idOf('hook')
const webhookParams = fields({ orgId: organizationId, webhookId })
const deliveryParams = fields({ ...webhookParams.shape, deliveryId: idOf('dlv') })

const eventType = z.enum(ALL_WEBHOOK_EVENTS)
const events = z.array(eventType).min(1).max(ALL_WEBHOOK_EVENTS.length)
const hasNoCredentials = (text: string): boolean => {
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

/** Whether the host is private is decided when a connection is made. */
const receiver = z
  .string()
  .max(2048)
  .pipe(
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https address', abort: true })
      .refine(hasNoCredentials, 'must not hold a user name or password'),
  )

export const webhook = fields({
  id: webhookId,
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  is_enabled: z.boolean(),
  disabled_at: instant.nullable(),
  disabled_reason: z.string().nullable(),
  failing_since: instant.nullable(),
  previous_secret_until: instant.nullable(),
  last_delivery: fields({ status: z.enum(['pending', 'delivered', 'failed']), at: instant }).nullable(),
  created_at: instant,
  updated_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

const withSecret = fields({ ...webhook.shape, secret: z.string().describe('whsec_…, shown only now') })

export const listWebhooks = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/webhooks',
  access: 'organization',
  tag,
  summary: 'List webhooks',
  permission: 'webhooks.read',
  params: organizationParams,
  response: fields({ data: z.array(webhook) }),
})

export const createWebhook = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/webhooks',
  access: 'organization',
  tag,
  summary: 'Create a webhook (Standard Webhooks); its secret is shown once',
  permission: 'webhooks.create',
  params: organizationParams,
  body: fields({ name: line(100), url: receiver, events }),
  response: withSecret,
  status: 201,
  idempotent: true,
})

export const getWebhook = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/webhooks/:webhookId',
  access: 'organization',
  tag,
  summary: 'Get a webhook',
  permission: 'webhooks.read',
  params: webhookParams,
  response: webhook,
})

export const updateWebhook = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/webhooks/:webhookId',
  access: 'organization',
  tag,
  summary: 'Change a webhook, or switch it on or off',
  permission: 'webhooks.update',
  params: webhookParams,
  body: fields({
    name: line(100).optional(),
    url: receiver.optional(),
    events: events.optional(),
    is_enabled: z.boolean().optional(),
  }),
  response: webhook,
})

export const deleteWebhook = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/webhooks/:webhookId',
  access: 'organization',
  tag,
  summary: 'Delete a webhook and its delivery log',
  permission: 'webhooks.delete',
  params: webhookParams,
  response: confirmation,
})

export const rotateWebhookSecret = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/webhooks/:webhookId/rotate-secret',
  access: 'organization',
  tag,
  summary: 'Make a new secret; the old one signs as well for 24 hours',
  permission: 'webhooks.update',
  params: webhookParams,
  response: withSecret,
})

export const sendTestEvent = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/webhooks/:webhookId/test',
  access: 'organization',
  tag,
  summary: 'Send an example event to a webhook',
  permission: 'webhooks.update',
  params: webhookParams,
  body: fields({ type: eventType }),
  response: confirmation,
  status: 202,
})

export const webhookDelivery = fields({
  id: idOf('dlv'),
  event_id: z.string(),
  event_type: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.number().int(),
  is_replay: z.boolean(),
  next_attempt_at: instant.nullable(),
  response_status: z.number().int().nullable(),
  response_body: z.string().nullable().describe('The first 2,000 characters'),
  problem: z.string().nullable(),
  duration_ms: z.number().int().nullable(),
  payload: z.record(z.string(), z.unknown()),
  created_at: instant,
  finished_at: instant.nullable(),
})

export const listDeliveries = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/webhooks/:webhookId/deliveries',
  access: 'organization',
  tag,
  summary: 'The delivery log of a webhook, newest first; kept for thirty days',
  permission: 'webhooks.read',
  params: webhookParams,
  query: fields({
    ...pageQuery,
    status: z.enum(['pending', 'delivered', 'failed']).optional(),
    type: eventType.optional(),
  }),
  response: pageOf(webhookDelivery),
})

export const replayDelivery = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/webhooks/:webhookId/deliveries/:deliveryId/replay',
  access: 'organization',
  tag,
  summary: 'Send an event again, with the same id',
  permission: 'webhooks.update',
  params: deliveryParams,
  response: webhookDelivery,
  status: 202,
})

const integrationParams = fields({ orgId: organizationId, integrationId: webhookId })

/** A channel of Slack or Discord that is told of events in words. */
export const integration = fields({
  id: webhookId,
  kind: z.enum(['slack', 'discord']),
  name: z.string(),
  url_hint: z.string().describe('The address without its secret part'),
  events: z.array(z.string()),
  is_enabled: z.boolean(),
  disabled_reason: z.string().nullable(),
  failing_since: instant.nullable(),
  last_delivery: fields({
    status: z.enum(['pending', 'delivered', 'failed']),
    at: instant,
    problem: z.string().nullable(),
  }).nullable(),
  created_at: instant,
  can: fields({ manage: z.boolean() }),
})

export const listIntegrations = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/integrations',
  access: 'organization',
  tag: 'Integrations',
  summary: 'List connected channels',
  permission: 'integrations.read',
  params: organizationParams,
  response: fields({ data: z.array(integration) }),
})

export const connectIntegration = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/integrations',
  access: 'organization',
  tag: 'Integrations',
  summary: 'Connect a channel of Slack or Discord by its incoming webhook',
  permission: 'integrations.manage',
  params: organizationParams,
  body: fields({ kind: z.enum(['slack', 'discord']), name: line(100), url: receiver, events }),
  response: integration,
  status: 201,
  idempotent: true,
})

export const updateIntegration = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/integrations/:integrationId',
  access: 'organization',
  tag: 'Integrations',
  summary: 'Change a connected channel, or switch it on or off',
  permission: 'integrations.manage',
  params: integrationParams,
  body: fields({ name: line(100).optional(), events: events.optional(), is_enabled: z.boolean().optional() }),
  response: integration,
})

export const testIntegration = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/integrations/:integrationId/test',
  access: 'organization',
  tag: 'Integrations',
  summary: 'Post an example message to a connected channel',
  permission: 'integrations.manage',
  params: integrationParams,
  body: fields({ type: eventType }),
  response: confirmation,
  status: 202,
})

export const disconnectIntegration = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/integrations/:integrationId',
  access: 'organization',
  tag: 'Integrations',
  summary: 'Disconnect a channel',
  permission: 'integrations.manage',
  params: integrationParams,
  response: confirmation,
})
