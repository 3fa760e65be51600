import { z } from 'zod'
import { normalizeEmail } from '../normalize-email.ts'

/** A strict object: unknown fields are refused by name. */
export const fields = z.strictObject

export const idOf = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id that starts with ${prefix}_`)

export const organizationId = idOf('org')
export const organizationParams = fields({ orgId: organizationId })

/** Text people type: trimmed, no control characters, between one and `max` characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters')

/** Longer text: line breaks and tabs are fine, other control characters are not. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'must not hold control characters')

export const email = z
  .string()
  .max(254)
  .transform(normalizeEmail)
  .pipe(z.email('must be an e-mail address, like name@example.com'))

/** 12 to 128 characters; length is what NIST SP 800-63B §3.1.1.2 asks for. */
export const password = z.string().min(12, 'must be at least 12 characters').max(128)

export const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #0f766e')
export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(48)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be letters a–z, digits and single hyphens')

/** An instant in ISO 8601, UTC. */
export const instant = z.string().meta({ format: 'date-time' })

export const pageQuery = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** One page of a list: `{data, page, limit, total}`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  fields({
    data: z.array(item),
    page: z.number().int(),
    limit: z.number().int(),
    total: z.number().int(),
  })

export const confirmation = fields({ message: z.string() })

export const errorBody = fields({
  error: fields({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
    request_id: z.string(),
  }),
})
