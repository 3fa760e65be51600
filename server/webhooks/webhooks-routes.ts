import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/webhooks.ts'
import { connectIntegration, disconnectIntegration, updateIntegration } from './edit-integrations.ts'
import { createWebhook, deleteWebhook, rotateWebhookSecret, updateWebhook } from './edit-webhooks.ts'
import { listDeliveries, replayDelivery } from './list-deliveries.ts'
import { getWebhook, listIntegrations, listWebhooks } from './list-webhooks.ts'
import { sendTestEvent, testIntegration } from './send-example.ts'

export const registerWebhooksRoutes = (router: Router): void => {
  router.organization(contract.listWebhooks, listWebhooks)
  router.organization(contract.createWebhook, (ctx, { body }) => createWebhook(ctx, body))
  router.organization(contract.getWebhook, (ctx, { params }) => getWebhook(ctx, params.webhookId))
  router.organization(contract.updateWebhook, (ctx, { params, body }) =>
    updateWebhook(ctx, params.webhookId, body),
  )
  router.organization(contract.deleteWebhook, (ctx, { params }) => deleteWebhook(ctx, params.webhookId))
  router.organization(contract.rotateWebhookSecret, (ctx, { params }) =>
    rotateWebhookSecret(ctx, params.webhookId),
  )
  router.organization(contract.sendTestEvent, (ctx, { params, body }) =>
    sendTestEvent(ctx, params.webhookId, body.type),
  )
  router.organization(contract.listDeliveries, (ctx, { params, query }) =>
    listDeliveries(ctx, params.webhookId, query),
  )
  router.organization(contract.replayDelivery, (ctx, { params }) =>
    replayDelivery(ctx, params.webhookId, params.deliveryId),
  )
  router.organization(contract.listIntegrations, listIntegrations)
  router.organization(contract.connectIntegration, (ctx, { body }) => connectIntegration(ctx, body))
  router.organization(contract.updateIntegration, (ctx, { params, body }) =>
    updateIntegration(ctx, params.integrationId, body),
  )
  router.organization(contract.testIntegration, (ctx, { params, body }) =>
    testIntegration(ctx, params.integrationId, body.type),
  )
  router.organization(contract.disconnectIntegration, (ctx, { params }) =>
    disconnectIntegration(ctx, params.integrationId),
  )
}
