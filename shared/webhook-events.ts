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
