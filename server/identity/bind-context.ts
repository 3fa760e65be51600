import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '#server/kernel/context.ts'

interface Bound {
  ctx: Context
  failures: unknown[]
}

const storage = new AsyncLocalStorage<Bound>()

const bound = (): Bound => {
  const store = storage.getStore()
  if (store === undefined) throw new Error('The authentication library was called outside a context.')
  return store
}

/** Runs `act` so that the authentication library reads and writes in the context's transaction. */
export const bindContext = async <T>(ctx: Context, act: () => Promise<T>): Promise<T> => {
  const store: Bound = { ctx, failures: [] }
  const result = await storage.run(store, act)
  if (store.failures.length > 0) throw store.failures[0]
  return result
}

/** The context of the verb that called the library. */
export const boundContext = (): Context => bound().ctx

/** For what the library calls and whose errors it swallows: the verb fails all the same. */
export const withBoundContext = async (act: (ctx: Context) => Promise<void>): Promise<void> => {
  const store = bound()
  try {
    await act(store.ctx)
  } catch (error) {
    store.failures.push(error)
  }
}
