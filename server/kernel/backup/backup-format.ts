import { z } from 'zod'

/** A backup could not be made or restored; the message says why and what to do. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** Rises when older releases can no longer read what this one writes. */
export const BACKUP_FORMAT = 1
export const MANIFEST_ENTRY = 'manifest.json'
export const SECRET_ENTRY = 'secret'

const tableSchema = z.object({
  schema: z.enum(['public', 'pgboss']),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
})

/** A part of a partitioned table that was made while running: the migrations don't make it. */
const partitionSchema = z.object({
  name: z.string(),
  parent: z.string(),
  // Goes into a statement as it is.
  bound: z.string().regex(/^FOR VALUES FROM \('[\d :+.-]+'\) TO \('[\d :+.-]+'\)$/),
})

const sequenceSchema = z.object({ schema: z.string(), name: z.string(), last_value: z.string() })

/** The last entry of a backup: what the entries before it hold. `queues` are the job queue's names. */
export const manifestSchema = z.object({
  format: z.number().int(),
  created_at: z.string(),
  server_version: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  queues: z.array(z.string()),
  tables: z.array(tableSchema),
  sequences: z.array(sequenceSchema),
  /** Missing in backups of releases that had none. */
  partitions: z.array(partitionSchema).default([]),
  secret_sha256: z.string().nullable(),
})

export type Manifest = z.infer<typeof manifestSchema>
export type ManifestTable = z.infer<typeof tableSchema>

/** Where the nth part of a table's rows (in PostgreSQL's text format of COPY) lies in the archive. */
export function partName(table: { schema: string; name: string }, number: number): string {
  return `tables/${table.schema}.${table.name}/${String(number).padStart(6, '0')}.copy`
}

/** `public.members` of such a name; null for an entry that is no part of a table. */
export function tableOfPart(entry: string): string | null {
  return entry.match(/^tables\/([^/]+)\/\d{6,}\.copy$/)?.[1] ?? null
}
