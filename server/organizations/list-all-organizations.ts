import type { Context } from '#server/kernel/context.ts'
import { listForOperator, type OperatorRow } from './purge-queries.ts'

/** Every organization of the instance, deleted ones too, for the command line; `text` finds by id, slug or name. */
export const listAllOrganizations = async (
  ctx: Context,
  text: string | null = null,
): Promise<OperatorRow[]> => {
  if (ctx.actor.kind !== 'operator' && ctx.actor.kind !== 'system') {
    throw new Error('only the command line and jobs see every organization')
  }
  return listForOperator(ctx.tx, text)
}
