import { normalizeEmail } from '#shared/normalize-email.ts'

export const MAX_ADDRESSES = 50

/** What a pasted list holds. */
export interface ParsedAddresses {
  /** Each once, in the order given. */
  valid: string[]
  /** Texts that are no e-mail address, as they were written. */
  invalid: string[]
  /** How many addresses came a second time. */
  repeated: number
}

const ADDRESS = /^[^\s@<>(),;:"[\]\\]{1,64}@(?:[^\s@<>(),;:"[\]\\.]+\.)+[^\s@<>(),;:"[\]\\.]{2,}$/

/** True for what looks like an e-mail address; the server has the last word. */
export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

// "Ada Lovelace <ada@example.com>" is one entry, though its name holds spaces and perhaps a comma.
const withoutNames = (text: string): string => text.replace(/[^,;\n<>]*<([^<>]*)>/g, ' $1 ')

/** Reads addresses parted by commas, semicolons, spaces or line breaks; names as mail programs write them are dropped. */
export function parseAddresses(text: string): ParsedAddresses {
  const parsed: ParsedAddresses = { valid: [], invalid: [], repeated: 0 }
  const seen = new Set<string>()
  for (const part of withoutNames(text).split(/[\s,;]+/)) {
    if (part === '') continue
    const address = normalizeEmail(part)
    if (!isAddress(address)) parsed.invalid.push(part)
    else if (seen.has(address)) parsed.repeated += 1
    else parsed.valid.push(address)
    seen.add(address)
  }
  return parsed
}
