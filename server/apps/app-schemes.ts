import type { OrganizationContext } from '#server/kernel/context.ts'
import { listSchemes } from './app-queries.ts'

/** Schemes of the organization's registered apps, without the colon: links may lead to addresses of these. */
export const listAppSchemes = async (ctx: OrganizationContext): Promise<Set<string>> =>
  new Set(await listSchemes(ctx.tx, ctx.organization.id))
