import { z } from 'zod'
import { findDestinationProblem } from '../link-destinations.ts'
import { fields, idOf, instant, line, prose } from './fields.ts'

export const linkId = idOf('link')
export const domainId = idOf('dom')
export const tagId = idOf('tag')
export const appId = idOf('app')

/** Where a link leads: http, https, or a scheme of an app; see shared/link-destinations.ts. */
export const destination = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const problem = findDestinationProblem(text)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({ format: 'uri', maxLength: 4096 })

/**
 * The part after the host: 1 to 100 characters, matched without regard to case. Which characters the domain allows
 * (letters a–z, digits, `-`, `_`, `.`, `~` on the shared host; letters of any script and `/` on one's own), the verb decides.
 */
export const linkSlug = z.string().trim().min(1).max(100)

/** ISO 3166-1 alpha-2, upper case. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'must be a country code like DE')

export const DEVICES = ['desktop', 'mobile', 'tablet', 'tv', 'console', 'wearable', 'other'] as const
export const OPERATING_SYSTEMS = [
  'iOS',
  'Android',
  'Windows',
  'macOS',
  'Linux',
  'Chrome OS',
  'Other',
] as const

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 09:30')

/** A time zone of the IANA database. */
export const zone = z
  .string()
  .max(64)
  .refine((text) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: text })
      return true
    } catch {
      return false
    }
  }, 'must be a time zone like Europe/Berlin')

/** Everything that is given must hold; in a list, one of its values. */
export const ruleConditions = fields({
  devices: z.array(z.enum(DEVICES)).min(1).max(7).optional(),
  operating_systems: z.array(z.enum(OPERATING_SYSTEMS)).min(1).max(7).optional(),
  countries: z.array(countryCode).min(1).max(250).optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code like de'))
    .min(1)
    .max(50)
    .optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  schedule: fields({
    zone,
    weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7),
    from: timeOfDay,
    until: timeOfDay.describe('Earlier than `from`: over midnight'),
  }).optional(),
  percentage: z
    .number()
    .int()
    .min(1)
    .max(99)
    .optional()
    .describe('Of the visitors who reach this rule; the same visitor always falls the same way'),
}).refine((conditions) => Object.keys(conditions).length > 0, 'must hold at least one condition')

/** Rules are tried in order; the first that fits decides. */
export const linkRule = fields({
  id: idOf('rule').optional().describe('Left out for a new rule; kept, it keeps its statistics'),
  name: line(100, 0).default(''),
  conditions: ruleConditions,
  destination,
})
const linkRules = z.array(linkRule).max(25)
export type LinkRule = z.output<typeof linkRule>
export type RuleConditions = z.output<typeof ruleConditions>

const appLink = fields({
  app_id: appId,
  url: z.string().max(2048).describe('What the app opens, in its own scheme'),
})
export const appLinks = fields({ ios: appLink.optional(), android: appLink.optional() }).nullable()
export type AppLinks = z.output<typeof appLinks>

/** What messengers and social networks show for the link; null leaves that to the destination. */
const linkPreview = fields({
  title: line(200, 0).default(''),
  description: prose(500).default(''),
  image_url: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(2048)]).default(''),
}).nullable()

export const LINK_STATUSES = [
  'live',
  'disabled',
  'expired',
  'limit_reached',
  'pending',
  'rejected',
  'blocked',
] as const

/** What a person gives for a link; every field but `destination` may be left out. */
export const linkInput = {
  destination,
  domain_id: domainId.nullable().optional().describe('Null: the shared host. Left out: the default domain'),
  slug: linkSlug.optional().describe('Left out: seven random characters without look-alikes'),
  title: line(200, 0).optional(),
  description: prose(1000).optional(),
  notes: prose(5000).optional(),
  tag_ids: z.array(tagId).max(50).optional(),
  project_id: idOf('prj').nullable().optional(),
  external_id: line(200).nullable().optional(),
  redirect_status: z.union([z.literal(301), z.literal(302), z.literal(307)]).optional(),
  forward_query: z.boolean().optional().describe("Adds the visitor's query to the destination's"),
  is_enabled: z.boolean().optional(),
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
  expired_destination: destination.nullable().optional(),
  click_limit: z.number().int().min(1).max(1_000_000_000).nullable().optional(),
  password: z.string().min(4, 'must be at least 4 characters').max(128).nullable().optional(),
  rules: linkRules.optional(),
  app_links: appLinks.optional(),
  preview: linkPreview.optional(),
}

export const link = fields({
  id: linkId,
  short_url: z.string(),
  qr_url: z.string().describe('The short address as a QR code holds it, so that scans are told apart'),
  domain: fields({ id: domainId, hostname: z.string() }).nullable(),
  slug: z.string(),
  destination: z.string(),
  title: z.string(),
  description: z.string(),
  notes: z.string(),
  tags: z.array(fields({ id: tagId, name: z.string(), color: z.string() })),
  project: fields({ id: z.string(), name: z.string(), color: z.string() }).nullable(),
  external_id: z.string().nullable(),
  redirect_status: z.number().int(),
  forward_query: z.boolean(),
  status: z.enum(LINK_STATUSES),
  is_enabled: z.boolean(),
  is_archived: z.boolean(),
  approval: z.enum(['approved', 'pending', 'rejected']),
  approval_note: z.string(),
  expires_at: instant.nullable(),
  expired_destination: z.string().nullable(),
  click_limit: z.number().int().nullable(),
  has_password: z.boolean(),
  rules: z.array(fields({ ...linkRule.shape, id: idOf('rule'), name: z.string() })),
  app_links: appLinks,
  preview: fields({ title: z.string(), description: z.string(), image_url: z.string() }).nullable(),
  clicks: z.number().int(),
  unique_clicks: z.number().int(),
  last_clicked_at: instant.nullable(),
  created_by: fields({ id: z.string(), name: z.string() }).nullable(),
  created_at: instant,
  updated_at: instant,
  can: fields({
    update: z.boolean(),
    archive: z.boolean(),
    delete: z.boolean(),
    approve: z.boolean(),
    transfer: z.boolean(),
    manage_rules: z.boolean(),
  }),
})
export type Link = z.output<typeof link>
