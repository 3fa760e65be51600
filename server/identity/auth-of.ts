import type { Runtime } from '#server/kernel/runtime.ts'
import type { Auth } from './create-auth.ts'

const made = new WeakMap<Runtime, Promise<Auth>>()

const make = async (runtime: Runtime): Promise<Auth> => (await import('./create-auth.ts')).createAuth(runtime)

/**
 * The authentication library of this process, loaded and made on first use: most requests, and most commands of an
 * operator, never need it, and loading it takes longer than everything else together.
 */
export const authOf = (runtime: Runtime): Promise<Auth> => {
  const known = made.get(runtime)
  if (known !== undefined) return known
  const auth = make(runtime)
  made.set(runtime, auth)
  return auth
}
