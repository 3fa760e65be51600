import { z } from 'zod'
import { fields, instant, line, pageOf, pageQuery } from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Operator'

const mailSummary = fields({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  template: z.string(),
  status: z.enum(['queued', 'sent', 'failed', 'kept']).describe('kept: no SMTP server, readable here'),
  created_at: instant,
})

export const listMailbox = defineRoute({
  method: 'GET',
  path: '/api/operator/mailbox',
  access: 'operator',
  tag,
  summary: 'Mails that stayed on this machine because no SMTP server is set',
  query: fields({ ...pageQuery, search: line(200, 0).optional() }),
  response: pageOf(mailSummary),
})

export const getMail = defineRoute({
  method: 'GET',
  path: '/api/operator/mailbox/:mailId',
  access: 'operator',
  tag,
  summary: 'Read a kept mail',
  params: fields({ mailId: z.string().max(64) }),
  response: fields({ ...mailSummary.shape, text: z.string(), html: z.string() }),
})
