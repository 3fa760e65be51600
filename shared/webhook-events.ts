import type { Permission } from './permissions.ts'

/** Every event that webhooks and channels may be told of, with what it means. Data only. */
export const WEBHOOK_EVENTS = {
  'link.created': 'A short link was created',
  'link.updated': 'A short link was changed, archived, restored, approved or rejected',
  'link.deleted': 'A short link was deleted',
  'link.clicked': 'Somebody followed a short link',
  'member.joined': 'Somebody joined the organization',
  'member.removed': 'A member was removed or left',
  'member.role_changed': "A member's role was changed",
  'booking.created': 'A meeting was booked',
  'booking.rescheduled': 'A meeting was moved to another time',
  'booking.cancelled': 'A meeting was cancelled',
} as const
export type WebhookEventType = keyof typeof WEBHOOK_EVENTS
export const ALL_WEBHOOK_EVENTS = Object.keys(WEBHOOK_EVENTS) as [WebhookEventType, ...WebhookEventType[]]

/** What one must be allowed to read to have an event sent somewhere: a webhook shows no more than its maker may see. */
export const WEBHOOK_EVENT_PERMISSIONS: Record<WebhookEventType, Permission> = {
  'link.created': 'links.read',
  'link.updated': 'links.read',
  'link.deleted': 'links.read',
  'link.clicked': 'analytics.view',
  'member.joined': 'team.view',
  'member.removed': 'team.view',
  'member.role_changed': 'team.view',
  'booking.created': 'scheduling.read',
  'booking.rescheduled': 'scheduling.read',
  'booking.cancelled': 'scheduling.read',
}
