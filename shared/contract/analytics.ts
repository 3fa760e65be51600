import { z } from 'zod'
import { splitFilterValues } from '../filter-values.ts'
import { fields, instant, organizationParams } from './fields.ts'
import { zone } from './link-fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Analytics'

/** What clicks can be broken down by, and filtered by. */
export const DIMENSIONS = {
  link: 'Link',
  domain: 'Domain',
  project: 'Project',
  tag: 'Tag',
  country: 'Country',
  region: 'Region',
  city: 'City',
  device: 'Device',
  os: 'Operating system',
  browser: 'Browser',
  language: 'Language',
  referrer: 'Referrer',
  utm_source: 'UTM source',
  utm_medium: 'UTM medium',
  utm_campaign: 'UTM campaign',
  utm_term: 'UTM term',
  utm_content: 'UTM content',
  trigger: 'Link or QR code',
  rule: 'Smart link rule',
} as const
export type Dimension = keyof typeof DIMENSIONS
export const ALL_DIMENSIONS = Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]]
const dimension = z.enum(ALL_DIMENSIONS)

export const PRESETS = [
  '24h',
  '7d',
  '30d',
  '90d',
  '12m',
  'today',
  'yesterday',
  'this_month',
  'last_month',
  'this_year',
  'all',
] as const
export const INTERVALS = ['minute', 'hour', 'day', 'week', 'month'] as const

const values = z
  .string()
  .max(4000)
  .transform(splitFilterValues)
  .pipe(z.array(z.string().max(300)).max(50))
  .describe(
    'One or several, separated by commas (any of them fits); an empty one is "unknown"; \\, is a comma of a value',
  )

const filters = Object.fromEntries(ALL_DIMENSIONS.map((name) => [name, values.optional()])) as Record<
  Dimension,
  z.ZodOptional<typeof values>
>

/** A range is a preset, or `from` and `until` as dates in the zone (`until` included) or instants (excluded). */
const when = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
export const analyticsRange = {
  preset: z.enum(PRESETS).optional().describe('30d where no range is given'),
  from: when.optional(),
  until: when.optional(),
  zone: zone.default('UTC'),
}
export const analyticsQuery = { ...analyticsRange, ...filters }

const detailStopped = z
  .boolean()
  .describe("The month's clicks of the plan are used up: totals go on, detail does not")
const counts = fields({ clicks: z.number().int(), uniques: z.number().int() })
const row = fields({
  value: z.string(),
  label: z.string(),
  clicks: z.number().int(),
  uniques: z.number().int(),
})

const range = fields({
  from: instant,
  until: instant.describe('Excluded'),
  zone: z.string(),
  interval: z.enum(INTERVALS),
  previous_from: instant.nullable(),
  is_cut: z.boolean().describe('The plan keeps analytics for a shorter time than was asked for'),
})

export const getAnalytics = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/analytics',
  access: 'organization',
  tag,
  summary: 'Clicks of a range: totals, a series in the zone, breakdowns, and the period before',
  permission: 'analytics.view',
  params: organizationParams,
  query: fields({
    ...analyticsQuery,
    interval: z.enum(INTERVALS).optional().describe('Left out: what suits the range'),
    breakdowns: z
      .string()
      .max(500)
      .transform((text) => text.split(',').filter((part) => part !== ''))
      .pipe(z.array(dimension))
      .optional()
      .describe('Dimensions whose ten most frequent values are answered too, separated by commas'),
  }),
  response: fields({
    range,
    totals: fields({ ...counts.shape, bots: z.number().int() }),
    previous: counts.nullable().describe('The same span before; null for `all`'),
    series: z.array(
      fields({
        starts_at: instant,
        clicks: z.number().int(),
        uniques: z.number().int(),
        previous_clicks: z.number().int().nullable(),
      }),
    ),
    breakdowns: z.partialRecord(dimension, fields({ total: z.number().int(), data: z.array(row) })),
    is_detail_stopped: detailStopped,
  }),
})

export const getBreakdown = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/analytics/breakdown',
  access: 'organization',
  tag,
  summary: 'Clicks of a range by the values of one dimension, most frequent first',
  permission: 'analytics.view',
  params: organizationParams,
  query: fields({
    ...analyticsQuery,
    dimension,
    search: z.string().trim().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: fields({ data: z.array(row), total: z.number().int().describe('How many values there are') }),
})

export const getLiveAnalytics = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/analytics/live',
  access: 'organization',
  tag,
  summary: 'The last thirty minutes by minute, and the latest clicks',
  permission: 'analytics.view',
  params: organizationParams,
  query: fields(filters),
  response: fields({
    now: instant,
    minutes: z.array(fields({ starts_at: instant, clicks: z.number().int() })),
    clicks: z.number().int(),
    visitors: z.number().int(),
    latest: z.array(
      fields({
        id: z.string(),
        clicked_at: instant,
        link: fields({ id: z.string(), label: z.string() }),
        country: z.string(),
        city: z.string(),
        device: z.string(),
        os: z.string(),
        browser: z.string(),
        referrer: z.string(),
        trigger: z.string(),
      }),
    ),
    is_detail_stopped: detailStopped,
  }),
})

export const exportAnalytics = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/analytics/export',
  access: 'organization',
  tag,
  summary: 'Download the clicks, the series or one breakdown of a range, as CSV or JSON lines',
  permission: 'analytics.export',
  params: organizationParams,
  query: fields({
    ...analyticsQuery,
    what: z.enum(['clicks', 'series', 'breakdown']).default('clicks'),
    interval: z.enum(INTERVALS).optional(),
    dimension: dimension.optional().describe('For a breakdown'),
    format: z.enum(['csv', 'json']).default('csv'),
  }),
  produces: 'text/csv',
})
