import ipaddr from 'ipaddr.js'
import { verifyPassword } from '#server/identity/hash-password.ts'
import { countTry, forgetTries, refuseTooManyTries } from '#server/identity/limit-tries.ts'
import { DomainError } from '#server/kernel/errors.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

const TRIES = { max: 10, windowSeconds: 10 * 60 }
const MAX_PASSWORD = 128

/** One who has an IPv6 network has all its addresses: tries count for the /64. */
const networkOf = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 64)
  const address = ipaddr.process(ip)
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString()
}

export type PasswordVerdict = 'right' | 'wrong' | { retryAfterSeconds: number }

/** Whether a link's password was given; ten tries in ten minutes for each link and address. */
export const checkLinkPassword = async (
  runtime: Runtime,
  { linkId, ip, hash, given }: { linkId: string; ip: string; hash: string; given: string },
): Promise<PasswordVerdict> => {
  const key = `link:${linkId}:${networkOf(ip)}`
  try {
    refuseTooManyTries(runtime, key, TRIES)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { retryAfterSeconds: Number(error.details.retry_after_seconds) }
  }
  // Counted before the password is compared, so that parallel guesses are counted too.
  countTry(runtime, key, TRIES)
  if (given.length > MAX_PASSWORD || !(await verifyPassword(hash, given))) return 'wrong'
  forgetTries(runtime, key)
  return 'right'
}
