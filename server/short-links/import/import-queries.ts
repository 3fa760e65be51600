import { type Selectable, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'
import type { ImportFormat, ImportMapping } from './detect-format.ts'

type Columns = Selectable<Tables['link_imports']>
export type ImportRow = Pick<
  Columns,
  | 'id'
  | 'file_name'
  | 'columns'
  | 'is_dry_run'
  | 'total_rows'
  | 'done_rows'
  | 'created_count'
  | 'updated_count'
  | 'skipped_count'
  | 'failed_count'
  | 'problem'
  | 'created_by'
  | 'created_at'
  | 'finished_at'
  | 'scopes'
> & {
  format: ImportFormat
  status: 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled'
  mapping: ImportMapping
  options: unknown
  sample: string[][]
  has_content: boolean
  created_by_name: string
}

const imports = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('link_imports')
    .innerJoin('users', 'users.id', 'link_imports.created_by')
    .select([
      'link_imports.id',
      'link_imports.file_name',
      sql<ImportRow['format']>`link_imports.format`.as('format'),
      'link_imports.columns',
      sql<ImportMapping>`link_imports.mapping`.as('mapping'),
      sql<unknown>`link_imports.options`.as('options'),
      sql<string[][]>`link_imports.sample`.as('sample'),
      sql<ImportRow['status']>`link_imports.status`.as('status'),
      'link_imports.is_dry_run',
      'link_imports.total_rows',
      'link_imports.done_rows',
      'link_imports.created_count',
      'link_imports.updated_count',
      'link_imports.skipped_count',
      'link_imports.failed_count',
      'link_imports.problem',
      'link_imports.created_by',
      'link_imports.created_at',
      'link_imports.finished_at',
      'link_imports.scopes',
      'users.name as created_by_name',
      sql<boolean>`link_imports.content is not null`.as('has_content'),
    ])
    .where('link_imports.organization_id', '=', organizationId)

/** An import of this organization without its content, or undefined. */
export const findImportRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<ImportRow | undefined> =>
  imports(tx, organizationId).where('link_imports.id', '=', id).executeTakeFirst()

/** As findImportRow; nobody else changes it until the transaction ends. */
export const lockImportRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<ImportRow | undefined> =>
  imports(tx, organizationId).where('link_imports.id', '=', id).forUpdate('link_imports').executeTakeFirst()

/** The newest imports. */
export const listImportRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  limit: number,
): Promise<ImportRow[]> =>
  imports(tx, organizationId)
    .orderBy('link_imports.created_at', 'desc')
    .orderBy('link_imports.id', 'desc')
    .limit(limit)
    .execute()

/** The file as CSV; undefined once it is forgotten. */
export const readContent = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('link_imports')
    .select('content')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.content ?? undefined
}

/** True while an import of the organization runs. */
export const hasRunningImport = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('link_imports')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'running')
    .executeTakeFirst()
  return row !== undefined
}

/** Inserts an upload. */
export const insertImport = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    file_name: string
    format: ImportFormat
    columns: string[]
    mapping: ImportMapping
    sample: string[][]
    content: string
    total_rows: number
    created_by: string
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('link_imports')
    .values({ ...values, mapping: JSON.stringify(values.mapping), sample: JSON.stringify(values.sample) })
    .execute()
}

/** Of the uploads that were never started, only the newest stay. */
export const deleteSurplusUploads = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  kept: number,
): Promise<void> => {
  await sql`
    delete from link_imports where organization_id = ${organizationId} and id in (
      select id from link_imports where organization_id = ${organizationId} and status = 'uploaded'
      order by created_at desc, id desc offset ${kept})`.execute(tx)
}

/** Starts an import at its first row. */
export const startImportRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  values: {
    mapping: ImportMapping
    options: unknown
    is_dry_run: boolean
    scopes: string[] | null
    started_at: Date
  },
): Promise<void> => {
  await tx
    .updateTable('link_imports')
    .set({
      ...values,
      mapping: JSON.stringify(values.mapping),
      options: JSON.stringify(values.options),
      status: 'running',
      done_rows: 0,
      created_count: 0,
      updated_count: 0,
      skipped_count: 0,
      failed_count: 0,
      problem: null,
      finished_at: null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Ends an import; its file is forgotten unless it was only tried. */
export const endImportRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  end: { status: 'done' | 'failed' | 'cancelled'; problem: string | null; finished_at: Date },
): Promise<void> => {
  await tx
    .updateTable('link_imports')
    .set({
      ...end,
      content: sql<string | null>`case when is_dry_run then content end`,
      sample: sql<string>`case when is_dry_run then sample else '[]' end`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute()
}

/** Ids of the organization's own links by their slug keys on a domain (null: the shared host). */
export const findOwnLinksBySlug = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  domainId: string | null,
  slugKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (slugKeys.length === 0) return new Map()
  const { rows } = await sql<{ id: string; slug_key: string }>`
    select id, slug_key from links
    where organization_id = ${organizationId} and coalesce(domain_id, '') = ${domainId ?? ''}
      and slug_key = any(${[...slugKeys]}::text[])`.execute(tx)
  return new Map(rows.map(({ id, slug_key }) => [slug_key, id]))
}
