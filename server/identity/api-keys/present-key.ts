import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { personalKey, serviceKey } from '#shared/contract/api-keys.ts'
import type { PersonalKeyRow, ServiceKeyRow } from './api-key-queries.ts'

export type PersonalKey = z.output<typeof personalKey>
export type ServiceKey = z.output<typeof serviceKey>

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

const common = (row: Omit<PersonalKeyRow, 'id'>, now: Date) => ({
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  created_at: row.created_at.toISOString(),
  expires_at: iso(row.expires_at),
  last_used_at: iso(row.last_used_at),
  is_expired: row.expires_at !== null && row.expires_at <= now,
})

/** A personal key as its person sees it; never the key itself. */
export const presentPersonalKey = (row: PersonalKeyRow, now: Date): PersonalKey => ({
  id: row.id,
  ...common(row, now),
})

/** A service key as members see it; never the key itself. */
export const presentServiceKey = (row: ServiceKeyRow, ctx: OrganizationContext): ServiceKey => ({
  id: row.id,
  ...common(row, ctx.now),
  created_by:
    row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? 'Deleted user' },
  can: { revoke: can(ctx, 'api_keys.revoke') },
})

/** When a key ends, by its days; null for one that does not. */
export const endOf = (now: Date, days: number | null): Date | null =>
  days === null ? null : new Date(now.getTime() + days * 86_400_000)
