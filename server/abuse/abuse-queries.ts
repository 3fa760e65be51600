import { type Kysely, sql } from 'kysely'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

/** Reports are written one after the other, so that two at once do not both mail the operators. */
export const lockReports = async (tx: Transaction): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('abuse_reports', 0))`.execute(tx)
}

/** Whether operators were mailed about a report since then. */
export const wereOperatorsMailed = async (tx: Transaction, since: Date): Promise<boolean> => {
  const found = await tx
    .selectFrom('abuse_reports')
    .select('id')
    .where('mailed_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Addresses of the instance's operators. */
export const listOperatorEmails = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx
    .selectFrom('users')
    .select('email')
    .where('is_operator', '=', true)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ email }) => email)
}

/** The short link at an address, or undefined: nothing there, something else, or one that was deleted. */
export const findReportedLink = async (
  tx: Transaction,
  host: string,
  slugKey: string,
): Promise<{ organization_id: string; target_id: string } | undefined> => {
  const { rows } = await sql<{ organization_id: string; target_id: string }>`
    select organization_id, target_id from find_address(${host}, ${slugKey})
    where kind = 'short_link' and not is_released`.execute(tx)
  return rows[0]
}

export const insertReport = async (
  tx: Transaction,
  values: {
    id: string
    reported_url: string
    reported_organization_id: string | null
    reported_link_id: string | null
    reason: string
    details: string
    reporter_email: string | null
    mailed_at: Date | null
    created_at: Date
  },
): Promise<void> => {
  await tx.insertInto('abuse_reports').values(values).execute()
}

export type ReportStatus = 'open' | 'blocked' | 'dismissed'

export interface ReportRow {
  id: string
  reported_url: string
  destination: string | null
  organization_id: string | null
  organization_name: string | null
  reported_link_id: string | null
  reason: string
  details: string
  reporter_email: string | null
  status: ReportStatus
  decided_at: Date | null
  created_at: Date
}

/** Joined as far as the connection may see: all for the schema's owner, one organization's for the application. */
const reports = (db: Kysely<Tables>) =>
  db
    .selectFrom('abuse_reports as r')
    .leftJoin('links as l', 'l.id', 'r.reported_link_id')
    .leftJoin('organizations as o', (join) =>
      join.on('o.id', '=', sql<string>`coalesce(l.organization_id, r.reported_organization_id)`),
    )
    .select([
      'r.id',
      'r.reported_url',
      'l.destination',
      'o.id as organization_id',
      'o.name as organization_name',
      'r.reported_link_id',
      'r.reason',
      'r.details',
      'r.reporter_email',
      'r.status',
      'r.decided_at',
      'r.created_at',
    ])

/** One page of reports, newest first, with the number of all that match. For the schema's owner. */
export const listReportRows = async (
  db: Kysely<Tables>,
  filter: { status: ReportStatus | 'all'; page: number; limit: number },
): Promise<{ rows: ReportRow[]; total: number }> => {
  const { status, page, limit } = filter
  const matching = reports(db)
  const rows = await (status === 'all' ? matching : matching.where('r.status', '=', status))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const all = db.selectFrom('abuse_reports').select((eb) => eb.fn.countAll<number>().as('total'))
  const counted = await (status === 'all' ? all : all.where('status', '=', status)).executeTakeFirstOrThrow()
  return { rows, total: Number(counted.total) }
}

/** A report as it stands, with what the transaction's organization shows of its link. */
export const findReportRow = (tx: Transaction, id: string): Promise<ReportRow | undefined> =>
  reports(tx).where('r.id', '=', id).executeTakeFirst()

/** A report that nobody else decides until the transaction ends. */
export const lockReport = async (
  tx: Transaction,
  id: string,
): Promise<
  { status: ReportStatus; reason: string; organizationId: string | null; linkId: string | null } | undefined
> => {
  const row = await tx
    .selectFrom('abuse_reports')
    .select(['status', 'reason', 'reported_organization_id', 'reported_link_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      status: row.status,
      reason: row.reason,
      organizationId: row.reported_organization_id,
      linkId: row.reported_link_id,
    }
  )
}

/** Where a link is now: one that was moved to another workspace keeps its id. For the schema's owner. */
export const findOrganizationOfLink = async (
  db: Kysely<Tables>,
  linkId: string,
): Promise<string | undefined> =>
  (await db.selectFrom('links').select('organization_id').where('id', '=', linkId).executeTakeFirst())
    ?.organization_id

interface Decision {
  status: 'blocked' | 'dismissed'
  decided_by: string
  decided_at: Date
}

/** Writes a decision about one report. */
export const decideReportRow = async (tx: Transaction, id: string, decision: Decision): Promise<void> => {
  await tx.updateTable('abuse_reports').set(decision).where('id', '=', id).execute()
}

/** Writes a decision about every report of a link that has a status. */
export const decideReportsOfLink = async (
  tx: Transaction,
  linkId: string,
  from: ReportStatus,
  decision: Decision,
): Promise<void> => {
  await tx
    .updateTable('abuse_reports')
    .set(decision)
    .where('reported_link_id', '=', linkId)
    .where('status', '=', from)
    .execute()
}
