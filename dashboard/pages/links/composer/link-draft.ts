import type { Link } from '#shared/contract/link-fields.ts'
import type { createLink } from '#shared/contract/links.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { instantOf, localOf } from './local-time.ts'
import { draftOfRule, type RuleDraft, ruleOf } from './rules/rule-draft.ts'

export type LinkBody = RouteRequest<typeof createLink>['body']

/** A link while it is edited. Empty texts mean "none"; times are local, "2026-11-30 18:00:00". */
export interface LinkDraft {
  destination: string
  /** Null: the default domain. Empty: the shared host. */
  domain_id: string | null
  /** Empty: a random one. */
  slug: string
  title: string
  description: string
  notes: string
  tag_ids: string[]
  project_id: string
  external_id: string
  redirect_status: '301' | '302' | '307'
  forward_query: boolean
  expires_at: string | null
  expired_destination: string
  click_limit: number | ''
  isProtected: boolean
  /** Empty keeps the one there is. */
  password: string
  rules: RuleDraft[]
  app_links: { ios: AppLinkDraft; android: AppLinkDraft }
  hasPreview: boolean
  preview: { title: string; description: string; image_url: string }
}

interface AppLinkDraft {
  /** Empty: no app. */
  app_id: string
  url: string
}

const NO_APP: AppLinkDraft = { app_id: '', url: '' }

const EMPTY: LinkDraft = {
  destination: '',
  domain_id: null,
  slug: '',
  title: '',
  description: '',
  notes: '',
  tag_ids: [],
  project_id: '',
  external_id: '',
  redirect_status: '302',
  forward_query: true,
  expires_at: null,
  expired_destination: '',
  click_limit: '',
  isProtected: false,
  password: '',
  rules: [],
  app_links: { ios: NO_APP, android: NO_APP },
  hasPreview: false,
  preview: { title: '', description: '', image_url: '' },
}

/** A link to be made, with what is known of it already. */
export const newDraft = (known: Partial<LinkDraft> = {}): LinkDraft => ({ ...EMPTY, ...known })

const statusOf = (status: number): LinkDraft['redirect_status'] =>
  status === 301 ? '301' : status === 307 ? '307' : '302'

/** A link that is there, ready to be edited. */
export const draftOf = (link: Link): LinkDraft => ({
  destination: link.destination,
  domain_id: link.domain?.id ?? '',
  slug: link.slug,
  title: link.title,
  description: link.description,
  notes: link.notes,
  tag_ids: link.tags.map(({ id }) => id),
  project_id: link.project?.id ?? '',
  external_id: link.external_id ?? '',
  redirect_status: statusOf(link.redirect_status),
  forward_query: link.forward_query,
  expires_at: link.expires_at === null ? null : localOf(link.expires_at),
  expired_destination: link.expired_destination ?? '',
  click_limit: link.click_limit ?? '',
  isProtected: link.has_password,
  password: '',
  rules: link.rules.map(draftOfRule),
  app_links: { ios: link.app_links?.ios ?? NO_APP, android: link.app_links?.android ?? NO_APP },
  hasPreview: link.preview !== null,
  preview: link.preview ?? EMPTY.preview,
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function appLinksOf({ ios, android }: LinkDraft['app_links']) {
  const given = {
    ...(ios.app_id === '' ? {} : { ios }),
    ...(android.app_id === '' ? {} : { android }),
  }
  return Object.keys(given).length === 0 ? null : given
}

type Field = Exclude<keyof LinkBody, 'find_if_exists' | 'is_enabled'>
type Body = { [F in Field]: () => LinkBody[F] }

const REDIRECTS = { '301': 301, '302': 302, '307': 307 } as const

/** Each field as the server takes it; undefined is left out. */
const fieldsOf = (draft: LinkDraft): Body => ({
  destination: () => draft.destination.trim(),
  domain_id: () => (draft.domain_id === null ? undefined : draft.domain_id || null),
  slug: () => orNull(draft.slug) ?? undefined,
  title: () => draft.title.trim(),
  description: () => draft.description.trim(),
  notes: () => draft.notes.trim(),
  tag_ids: () => draft.tag_ids,
  project_id: () => draft.project_id || null,
  external_id: () => orNull(draft.external_id),
  redirect_status: () => REDIRECTS[draft.redirect_status],
  forward_query: () => draft.forward_query,
  expires_at: () => (draft.expires_at === null ? null : instantOf(draft.expires_at)),
  expired_destination: () => orNull(draft.expired_destination),
  click_limit: () => draft.click_limit || null,
  password: () => (draft.isProtected ? draft.password || undefined : null),
  rules: () => draft.rules.map(ruleOf),
  app_links: () => appLinksOf(draft.app_links),
  preview: () => (draft.hasPreview ? draft.preview : null),
})

const ALL_FIELDS = Object.keys(fieldsOf(EMPTY)) as Field[]

// A field of the request may rest on two of the draft.
const SOURCES: Partial<Record<Field, (keyof LinkDraft)[]>> = {
  password: ['isProtected', 'password'],
  preview: ['hasPreview', 'preview'],
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What has to be sent so that a link that was `before` becomes `after`: the fields that differ. What nobody touched is
 * left out, so that it neither asks for a permission nor undoes what another person saved meanwhile.
 */
export function changesOf(before: LinkDraft, after: LinkDraft): Partial<LinkBody> {
  const sent = fieldsOf(after)
  const changed = ALL_FIELDS.filter((field) =>
    (SOURCES[field] ?? [field]).some(
      (name) => !isSame(before[name as keyof LinkDraft], after[name as keyof LinkDraft]),
    ),
  )
  const entries = changed.map((field) => [field, sent[field]()]).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<LinkBody>
}

/** The request that creates a link: what differs from an empty one, and its destination. */
export const creationOf = (draft: LinkDraft): LinkBody => ({
  ...changesOf(EMPTY, draft),
  destination: draft.destination.trim(),
})
