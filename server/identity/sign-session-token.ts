import { createHmac } from 'node:crypto'
import type { Runtime } from '#server/kernel/runtime.ts'
import { isSameText, type Secrets } from '#server/kernel/secrets.ts'
import { cookieSecret } from './auth-names.ts'

type Signing = Pick<Runtime, 'secrets'>

const keys = new WeakMap<Secrets, string>()

const keyOf = ({ secrets }: Signing): string => {
  const known = keys.get(secrets)
  if (known !== undefined) return known
  const key = cookieSecret({ secrets })
  keys.set(secrets, key)
  return key
}

const signatureOf = (runtime: Signing, value: string): string =>
  createHmac('sha256', keyOf(runtime)).update(value).digest('base64')

/** `value.signature`, as the library signs its cookies: what a session's cookie or bearer token holds. */
export const signSessionToken = (runtime: Signing, value: string): string =>
  `${value}.${signatureOf(runtime, value)}`

/** The value of a signed cookie or token, or null where the signature is not ours. */
export const readSignedToken = (runtime: Signing, signed: string): string | null => {
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const value = signed.slice(0, dot)
  return isSameText(signed.slice(dot + 1), signatureOf(runtime, value)) ? value : null
}
