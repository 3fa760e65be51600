import { z } from 'zod'
import type { Transaction } from '#server/kernel/database/database.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import { invalid } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { ABUSE_REASONS } from '#shared/contract/abuse.ts'
import { email, fields, prose } from '#shared/contract/fields.ts'
import { parseUrl } from '#shared/parse-url.ts'
import { insertReport, listOperatorEmails, lockReports, wereOperatorsMailed } from './abuse-queries.ts'
import { findLinkAt } from './find-reported-link.ts'
import { limitReports } from './limit-reports.ts'

const MAX_URL = 2048
const HOUR_MS = 60 * 60 * 1000

const schema = fields({
  url: z
    .string()
    .trim()
    .min(1, 'must be given')
    .max(MAX_URL)
    .transform((text) => (/^https?:\/\//i.test(text) ? text : `https://${text}`))
    .refine(
      (text) => !/[\s\p{Cc}\p{Cf}]/u.test(text) && parseUrl(text) !== null,
      'must be the address of a link',
    ),
  reason: z.enum(
    Object.keys(ABUSE_REASONS) as [keyof typeof ABUSE_REASONS],
    `must be one of ${Object.keys(ABUSE_REASONS).join(', ')}`,
  ),
  details: prose(2000),
  email: z.union([z.literal('').transform(() => null), z.null(), email]),
})

export interface AbuseReportInput {
  url: string
  reason: string
  details: string
  /** Empty or null: the reporter stays unknown. */
  email: string | null
}

const parse = (input: AbuseReportInput): z.output<typeof schema> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = String(issue?.path[0] ?? 'url')
  throw invalid(
    field,
    field === 'email' ? 'must be an e-mail address, like name@example.com' : (issue?.message ?? ''),
  )
}

const mailOperators = async (
  runtime: Runtime,
  tx: Transaction,
  now: Date,
  report: { url: string; reason: keyof typeof ABUSE_REASONS },
): Promise<void> => {
  for (const to of await listOperatorEmails(tx)) {
    await sendMail(
      { runtime, tx, now },
      {
        to,
        template: 'abuse_reported',
        data: {
          short_url: report.url,
          reason: ABUSE_REASONS[report.reason],
          url: `${runtime.config.publicUrl}/operator/abuse-reports`,
        },
      },
    )
  }
}

/**
 * Keeps a stranger's report about a link and mails the operators, at most once an hour. It answers the same whether or
 * not there is such a link. @throws 400 naming the field, 429 `rate_limited` after ten in an hour from one address.
 */
export const reportAbuse = async (
  runtime: Runtime,
  input: AbuseReportInput,
  request: { ip: string | null },
): Promise<{ message: string }> => {
  const { url, reason, details, email: reporter } = parse(input)
  limitReports(runtime, request.ip)
  const link = await findLinkAt(runtime, new URL(url))
  await inTransaction(runtime.database, async (tx) => {
    await lockReports(tx)
    const now = runtime.clock()
    const isMailDue = !(await wereOperatorsMailed(tx, new Date(now.getTime() - HOUR_MS)))
    await insertReport(tx, {
      id: newId('abuse'),
      reported_url: url,
      reported_organization_id: link?.organizationId ?? null,
      reported_link_id: link?.linkId ?? null,
      reason,
      details,
      reporter_email: reporter,
      mailed_at: isMailDue ? now : null,
      created_at: now,
    })
    if (isMailDue) await mailOperators(runtime, tx, now, { url, reason })
  })
  return { message: 'Thank you. The operator of this server will look at it.' }
}
