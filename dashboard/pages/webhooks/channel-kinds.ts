import { IconBrandDiscord, IconBrandSlack } from '@tabler/icons-react'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { listIntegrations } from '#shared/contract/webhooks.ts'

export type Channel = RouteResponse<typeof listIntegrations>['data'][number]
export type ChannelKind = Channel['kind']

/** What the screens say of each kind. */
export const CHANNEL_KINDS = {
  slack: {
    label: 'Slack',
    icon: IconBrandSlack,
    description: 'Messages in a Slack channel. Mattermost and Rocket.Chat understand the same.',
    steps: 'In Slack, make an app with Incoming Webhooks, add it to a channel, and copy its webhook URL.',
    placeholder: 'https://hooks.slack.com/services/…',
  },
  discord: {
    label: 'Discord',
    icon: IconBrandDiscord,
    description: 'Messages in a channel of a Discord server. They mention nobody.',
    steps:
      'In Discord, open the channel’s settings, Integrations, Webhooks, and copy the URL of a new webhook.',
    placeholder: 'https://discord.com/api/webhooks/…',
  },
} as const

/** Why a channel can't be changed; null when it can. */
export const whyNotManage = (channel: Channel): string | null =>
  channel.can.manage ? null : 'You need the permission integrations.manage.'
