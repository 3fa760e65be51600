import { z } from 'zod'
import { fields, idOf, instant, pageOf, pageQuery } from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Operator'
const reportId = idOf('abuse')

export const ABUSE_REASONS = {
  phishing: 'It pretends to be somebody else',
  malware: 'It leads to harmful software',
  spam: 'It was sent to me unasked',
  illegal: 'What it shows is against the law',
  other: 'Something else',
} as const

export const abuseReport = fields({
  id: reportId,
  reported_url: z.string(),
  destination: z.string().nullable(),
  organization: fields({ id: z.string(), name: z.string() }).nullable(),
  link_id: z.string().nullable(),
  reason: z.enum(Object.keys(ABUSE_REASONS) as [keyof typeof ABUSE_REASONS]),
  details: z.string(),
  reporter_email: z.string().nullable(),
  status: z.enum(['open', 'blocked', 'dismissed']),
  decided_at: instant.nullable(),
  created_at: instant,
})

export const listAbuseReports = defineRoute({
  method: 'GET',
  path: '/api/operator/abuse-reports',
  access: 'operator',
  tag,
  summary: 'List reports about links, newest first',
  query: fields({ ...pageQuery, status: z.enum(['open', 'blocked', 'dismissed', 'all']).default('open') }),
  response: pageOf(abuseReport),
})

export const decideAbuseReport = defineRoute({
  method: 'POST',
  path: '/api/operator/abuse-reports/:reportId/decide',
  access: 'operator',
  tag,
  summary: 'Block the reported link, dismiss the report, or lift a block',
  params: fields({ reportId }),
  body: fields({ decision: z.enum(['block', 'dismiss']) }),
  response: abuseReport,
})
