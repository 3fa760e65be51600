import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '#server/kernel/context.ts'

const storage = new AsyncLocalStorage<Context>()

/** Runs `act` so that the authentication library reads and writes in the context's transaction. */
export const bindContext = <T>(ctx: Context, act: () => Promise<T>): Promise<T> => storage.run(ctx, act)

/** The context of the verb that called the library. */
export const boundContext = (): Context => {
  const ctx = storage.getStore()
  if (ctx === undefined) throw new Error('The authentication library was called outside a context.')
  return ctx
}
