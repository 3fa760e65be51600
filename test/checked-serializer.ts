import type { z } from 'zod'

const isSchema = (schema: unknown): schema is z.ZodType =>
  typeof schema === 'object' && schema !== null && 'safeParse' in schema

/** Checks each answer against the contract: an unknown, missing or wrong field fails the request. */
export const checkedSerializer =
  (schema: unknown) =>
  (data: unknown): string => {
    if (isSchema(schema)) {
      const parsed = schema.safeParse(data)
      if (!parsed.success) throw new Error(`the answer breaks the contract: ${parsed.error.message}`)
    }
    return JSON.stringify(data)
  }
