import { type ExpressionBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

export interface ProjectRow {
  organization_id: string
  id: string
  name: string
  description: string
  color: string
  archived_at: Date | null
  created_at: Date
  updated_at: Date
  created_by: string | null
  created_by_name: string | null
}

const projects = (tx: Transaction) =>
  tx
    .selectFrom('projects')
    .leftJoin('users', 'users.id', 'projects.created_by')
    .select([
      'projects.organization_id',
      'projects.id',
      'projects.name',
      'projects.description',
      'projects.color',
      'projects.archived_at',
      'projects.created_at',
      'projects.updated_at',
      'projects.created_by',
      'users.name as created_by_name',
    ])

/** A project of this organization, or undefined. */
export const findProjectRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<ProjectRow | undefined> =>
  projects(tx)
    .where('projects.organization_id', '=', organizationId)
    .where('projects.id', '=', id)
    .executeTakeFirst()

export interface ProjectFilter {
  search: string
  status: 'active' | 'archived' | 'all'
  sort: 'name' | 'created_at'
  direction: 'asc' | 'desc'
  page: number
  limit: number
}

/** One page of projects, with the number of all that match. */
export const listProjectRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: ProjectFilter,
): Promise<{ rows: ProjectRow[]; total: number }> => {
  const matching = (eb: ExpressionBuilder<Tables, 'projects'>) => {
    const conditions = [eb('projects.organization_id', '=', organizationId)]
    if (filter.status === 'active') conditions.push(eb('projects.archived_at', 'is', null))
    if (filter.status === 'archived') conditions.push(eb('projects.archived_at', 'is not', null))
    if (filter.search !== '') {
      const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
      conditions.push(
        eb.or([eb('projects.name', 'ilike', pattern), eb('projects.description', 'ilike', pattern)]),
      )
    }
    return eb.and(conditions)
  }
  const counted = await tx
    .selectFrom('projects')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow()
  const rows = await projects(tx)
    .where(matching)
    .orderBy(filter.sort === 'name' ? sql`lower(projects.name)` : 'projects.created_at', filter.direction)
    .orderBy('projects.id', filter.direction)
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  return { rows, total: Number(counted.total) }
}

/** Inserts a project. Throws the database's error on a name that is taken. */
export const insertProject = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    name: string
    description: string
    color: string
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('projects')
    .values({ ...values, updated_at: values.created_at })
    .execute()
}

export interface ProjectChanges {
  name?: string
  description?: string
  color?: string
  archived_at?: Date | null
}

/** Writes what is given. Throws the database's error on a name that is taken. */
export const updateProjectRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: ProjectChanges & { updated_at: Date },
): Promise<void> => {
  await tx
    .updateTable('projects')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a project; what it held stays, without a project. */
export const deleteProjectRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('projects').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
