import {
  ALL_WEBHOOK_EVENTS,
  WEBHOOK_EVENT_PERMISSIONS,
  WEBHOOK_EVENTS,
  type WebhookEventType,
} from '#shared/webhook-events.ts'

export interface EventChoice {
  type: WebhookEventType
  description: string
  permission: string
}

export interface EventGroup {
  label: string
  /** What is good to know before choosing. */
  note: string | null
  choices: EventChoice[]
}

const HEADINGS = [
  { prefix: 'link.', label: 'Short links', note: null },
  { prefix: 'member.', label: 'Members', note: null },
  {
    prefix: 'booking.',
    label: 'Meetings',
    note: 'Nothing is booked here yet: these are sent from the first booking on, once scheduling is there.',
  },
]

/** Every event by what it is about. */
export const EVENT_GROUPS: EventGroup[] = HEADINGS.map(({ prefix, label, note }) => ({
  label,
  note,
  choices: ALL_WEBHOOK_EVENTS.filter((type) => type.startsWith(prefix)).map((type) => ({
    type,
    description: WEBHOOK_EVENTS[type],
    permission: WEBHOOK_EVENT_PERMISSIONS[type],
  })),
}))

/** For selects: each event by its name, under its group. */
export const EVENT_OPTIONS = EVENT_GROUPS.map(({ label, choices }) => ({
  group: label,
  items: choices.map(({ type }) => ({ value: type, label: type })),
}))

const KNOWN: readonly string[] = ALL_WEBHOOK_EVENTS

/** True for an event that this version knows. */
export const isEventType = (text: string): text is WebhookEventType => KNOWN.includes(text)

/** "link.created", "link.created and 2 more", "All 10 events". */
export function sayEvents(events: readonly string[]): string {
  const [first = 'No event', ...others] = events
  if (events.length === KNOWN.length) return `All ${events.length} events`
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
