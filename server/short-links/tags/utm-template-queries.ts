import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export const UTM_FIELDS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
export type UtmValues = Record<(typeof UTM_FIELDS)[number], string>

export interface UtmTemplateRow extends UtmValues {
  id: string
  name: string
  created_at: Date
}

const templates = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('utm_templates')
    .select(['id', 'name', 'created_at', ...UTM_FIELDS])
    .where('organization_id', '=', organizationId)

/** Templates by name. */
export const listUtmTemplateRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<UtmTemplateRow[]> =>
  templates(tx, organizationId).orderBy(sql`lower(name)`).orderBy('id').execute()

/** A template of this organization, or undefined. */
export const findUtmTemplateRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<UtmTemplateRow | undefined> =>
  templates(tx, organizationId).where('id', '=', id).executeTakeFirst()

/** How many templates there are. */
export const countUtmTemplates = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('utm_templates')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return count
}

/** Inserts a template. Throws the database's error on a name that is taken. */
export const insertUtmTemplate = async (
  tx: Transaction,
  values: UtmValues & {
    organization_id: AuthorizedOrganizationId
    id: string
    name: string
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('utm_templates')
    .values({ ...values, updated_at: values.created_at })
    .execute()
}

/** Writes what is given. Throws the database's error on a name that is taken. */
export const updateUtmTemplateRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: Partial<UtmValues & { name: string }> & { updated_at: Date },
): Promise<void> => {
  await tx
    .updateTable('utm_templates')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a template. */
export const deleteUtmTemplateRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx
    .deleteFrom('utm_templates')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}
