import type { RouteResponse } from '#shared/contract/route.ts'
import { getWebhook, listDeliveries, listWebhooks, updateWebhook } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'

export type Webhook = RouteResponse<typeof getWebhook>
export type Delivery = RouteResponse<typeof listDeliveries>['data'][number]

/** What is read again after a webhook changed. */
export const WEBHOOK_ROUTES = [listWebhooks, getWebhook, listDeliveries]

/** Switches a webhook on or off. */
export function useSwitchWebhook() {
  const { id: orgId } = useWorkspace()
  const update = useAct(updateWebhook, {
    invalidate: WEBHOOK_ROUTES,
    onDone: ({ name, is_enabled: isEnabled }) => notifyDone(`${name} is ${isEnabled ? 'on' : 'off'}`),
    onFailed: notifyFailed,
  })
  return {
    isPending: update.isPending,
    set: (webhook: Webhook, isEnabled: boolean) =>
      update.mutate({ params: { orgId, webhookId: webhook.id }, body: { is_enabled: isEnabled } }),
  }
}

/** Why a webhook can't be changed or deleted; null when it can. */
export const whyNotUpdate = (webhook: Webhook): string | null =>
  webhook.can.update ? null : 'You need the permission webhooks.update.'
export const whyNotDelete = (webhook: Webhook): string | null =>
  webhook.can.delete ? null : 'You need the permission webhooks.delete.'
/** Why nothing can be sent to it now. */
export const whyNotSend = (webhook: Webhook): string | null =>
  webhook.is_enabled ? whyNotUpdate(webhook) : 'It is off: switch it on first.'
