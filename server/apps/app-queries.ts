import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface AssociatedApp {
  identifier: string
  team_id: string | null
  fingerprints: string[]
}

/** What association files name, oldest first. The transaction's tenancy must be that organization. */
export const listAssociatedApps = (
  tx: Transaction,
  organizationId: string,
  platform: 'ios' | 'android',
): Promise<AssociatedApp[]> =>
  tx
    .selectFrom('apps')
    .select(['identifier', 'team_id', 'fingerprints'])
    .where('organization_id', '=', organizationId)
    .where('platform', '=', platform)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** Schemes of the organization's apps. */
export const listSchemes = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('apps')
    .select('url_scheme')
    .distinct()
    .where('organization_id', '=', organizationId)
    .where('url_scheme', 'is not', null)
    .execute()
  return rows.flatMap(({ url_scheme }) => (url_scheme === null ? [] : [url_scheme]))
}

const COLUMNS = [
  'apps.id',
  'apps.platform',
  'apps.name',
  'apps.identifier',
  'apps.team_id',
  'apps.fingerprints',
  'apps.url_scheme',
  'apps.store_url',
  'apps.created_at',
  'apps.updated_at',
] as const

export interface AppRow extends AssociatedApp {
  id: string
  platform: 'ios' | 'android'
  name: string
  url_scheme: string | null
  store_url: string
  link_count: number
  created_at: Date
  updated_at: Date
}

const LINKS_THAT_OPEN_IT = sql<number>`(
  select count(*) from links
  where links.organization_id = apps.organization_id and links.app_links is not null
    and apps.id in (links.app_links #>> '{ios,app_id}', links.app_links #>> '{android,app_id}'))`

const apps = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('apps')
    .select(COLUMNS)
    .select(LINKS_THAT_OPEN_IT.as('link_count'))
    .where('apps.organization_id', '=', organizationId)

/** The organization's apps by name, each with how many links open it. */
export const listAppRows = (tx: Transaction, organizationId: AuthorizedOrganizationId): Promise<AppRow[]> =>
  apps(tx, organizationId).orderBy(sql`lower(apps.name)`).orderBy('apps.id').execute()

export const findAppRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<AppRow | undefined> => apps(tx, organizationId).where('apps.id', '=', id).executeTakeFirst()

export const countApps = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<number> => {
  const counted = await tx
    .selectFrom('apps')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return Number(counted.total)
}

export interface AppValues extends AssociatedApp {
  name: string
  url_scheme: string | null
  store_url: string
}

/** Inserts an app. Throws the database's error where the organization has it already. */
export const insertApp = async (
  tx: Transaction,
  values: AppValues & {
    organization_id: AuthorizedOrganizationId
    id: string
    platform: 'ios' | 'android'
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('apps')
    .values({ ...values, updated_at: values.created_at })
    .execute()
}

/** Writes what is given. Throws the database's error where the organization has that app already. */
export const updateAppRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: Partial<AppValues> & { updated_at: Date },
): Promise<void> => {
  await tx
    .updateTable('apps')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

export const deleteAppRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('apps').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
