import { listIntegrations, testIntegration, updateIntegration } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import type { Channel } from './channel-kinds.ts'
import { isEventType } from './event-groups.ts'

/** Switches a channel on or off, or posts an example to it. */
export function useChannelActs() {
  const { id: orgId } = useWorkspace()
  const invalidate = [listIntegrations]
  const update = useAct(updateIntegration, {
    invalidate,
    onDone: ({ name, is_enabled: isEnabled }) => notifyDone(`${name} is ${isEnabled ? 'on' : 'off'}`),
    onFailed: notifyFailed,
  })
  const test = useAct(testIntegration, {
    invalidate,
    onDone: ({ message }) => notifyDone(message),
    onFailed: notifyFailed,
  })
  const paramsOf = (channel: Channel) => ({ orgId, integrationId: channel.id })
  return {
    onSwitch: (channel: Channel) =>
      update.mutate({ params: paramsOf(channel), body: { is_enabled: !channel.is_enabled } }),
    onTest: (channel: Channel) =>
      test.mutate({
        params: paramsOf(channel),
        body: { type: channel.events.find(isEventType) ?? 'link.created' },
      }),
  }
}
