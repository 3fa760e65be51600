import type { Runtime } from '#server/kernel/runtime.ts'
import { type Auth, createAuth } from './create-auth.ts'

const made = new WeakMap<Runtime, Auth>()

/** The authentication library of this process, made on first use. */
export const authOf = (runtime: Runtime): Auth => {
  const known = made.get(runtime)
  if (known !== undefined) return known
  const auth = createAuth(runtime)
  made.set(runtime, auth)
  return auth
}
