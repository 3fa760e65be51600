import type { WebhookEventType } from './webhook-events.ts'

const at = '2026-11-22T09:30:00.000Z'
const actor = { kind: 'person', id: 'user_01jd0000000000000000000000', name: 'Ada Lovelace' }

const link = {
  id: 'link_01jd0000000000000000000000',
  short_url: 'https://go.example.com/spring',
  destination: 'https://www.example.com/spring-sale',
  title: 'Spring sale',
  status: 'live',
  tags: [],
  created_at: at,
}

const role = { id: 'role_01jd0000000000000000000000', key: 'member', name: 'Member' }
const member = {
  id: 'mem_01jd0000000000000000000000',
  user_id: 'user_01jd0000000000000000000001',
  name: 'Grace Hopper',
  email: 'grace@example.com',
  role,
}

const booking = {
  id: 'booking_01jd0000000000000000000000',
  title: 'Introduction',
  starts_at: '2026-11-24T14:00:00.000Z',
  ends_at: '2026-11-24T14:30:00.000Z',
}

/** An example of each event's `data`: what tests send and the documentation shows. Real links have every field of the API. */
export const WEBHOOK_EXAMPLES: Record<WebhookEventType, Record<string, unknown>> = {
  'link.created': { link, actor },
  'link.updated': { link, actor },
  'link.deleted': { link, actor },
  'link.clicked': {
    link: { id: link.id, short_url: link.short_url, destination: link.destination },
    click: {
      clicked_at: at,
      country: 'DE',
      city: '',
      device: 'mobile',
      os: 'iOS',
      browser: 'Safari',
      referrer: 'news.example',
      trigger: 'link',
      is_unique: true,
      utm_source: 'newsletter',
    },
  },
  'member.joined': { member, actor: { ...actor, id: member.user_id, name: member.name } },
  'member.removed': { member, reason: 'removed', actor },
  'member.role_changed': {
    member: { ...member, role: { ...role, key: 'admin', name: 'Admin' } },
    previous_role: role,
    actor,
  },
  'booking.created': { booking },
  'booking.rescheduled': { booking, previous_starts_at: '2026-11-23T14:00:00.000Z' },
  'booking.cancelled': { booking },
}
