import type { Runtime } from '#server/kernel/runtime.ts'
import type { DueDelivery } from './attempt-queries.ts'
import { describeEvent } from './describe-event.ts'
import { renderDiscord, renderSlack } from './render-channel-message.ts'
import { signMessage } from './sign-message.ts'

export interface OutboundMessage {
  url: string
  headers: Record<string, string>
  body: string
}

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'Guildhall-Webhooks' }

const buildStandard = async ({ secrets }: Runtime, due: DueDelivery, now: Date): Promise<OutboundMessage> => {
  const isRotating = due.previous_secret_until !== null && due.previous_secret_until > now
  const sealed = [due.sealed_secret, isRotating ? due.sealed_previous_secret : null]
  const signing = await Promise.all(sealed.filter((one) => one !== null).map((one) => secrets.unseal(one)))
  const signature = signMessage({ id: due.event_id, body: due.body, at: now }, signing)
  return { url: due.url, headers: { ...HEADERS, ...signature }, body: due.body }
}

/** The request that an attempt sends. Throws where a secret was sealed with another SECRET. */
export const buildMessage = async (
  runtime: Runtime,
  due: DueDelivery,
  now: Date,
): Promise<OutboundMessage> => {
  if (due.format === 'standard') return buildStandard(runtime, due, now)
  const parts = describeEvent(due.event_type, due.body, due.organization_name)
  return {
    url: await runtime.secrets.unseal(due.url),
    headers: HEADERS,
    body: due.format === 'slack' ? renderSlack(parts) : renderDiscord(parts),
  }
}
