import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordAudit } from '#server/audit/record-audit.ts'
import { writeAuditRecords } from '#server/audit/write-audit-records.ts'
import type { AuditRecord } from '#server/kernel/audit-record.ts'
import { loadConfig } from '#server/kernel/config.ts'
import {
  type AccountContext,
  type Actor,
  type Context,
  mintAuthorizedOrganizationId,
  type OrganizationContext,
} from '#server/kernel/context.ts'
import { inTransaction, setTenancy, type Transaction } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { ALL_PERMISSIONS, type Permission } from '#shared/permissions.ts'
import { createClock, type TestClock } from './clock.ts'
import { createTestDatabase } from './database.ts'

export interface Somebody {
  id: string
  name: string
  email: string
}

/** Logs without the rest of the application: people and organizations are rows alone, contexts are made by hand. */
export interface AuditLog {
  runtime: Runtime
  clock: TestClock
  /** As the schema's owner, past every policy. */
  query<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>
  newPerson(name?: string): Promise<Somebody>
  newOrganization(options?: {
    kind?: 'personal' | 'organization'
    plan?: string
    by?: Somebody
  }): Promise<string>
  join(organizationId: string, person: Somebody): Promise<void>
  /** One transaction of the application's role that records and writes. */
  act(by: Somebody, records: AuditRecord[]): Promise<void>
  /** A transaction inside the organization, flushed as the application does it. */
  inside<T>(
    organizationId: string,
    by: Somebody,
    work: (ctx: OrganizationContext) => Promise<T>,
    permissions?: readonly Permission[],
  ): Promise<T>
  asPerson<T>(by: Somebody, work: (ctx: AccountContext) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const actorOf = (person: Somebody): Actor & { kind: 'person'; id: string; email: string } => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  email: person.email,
  image: null,
  isEmailVerified: true,
  isOperator: false,
  hasSecondFactor: false,
  sessionId: null,
  scopes: null,
  keyLevel: null,
  keyOrganizationId: null,
  via: null,
})

const contextOf = (runtime: Runtime, tx: Transaction, person: Somebody) => ({
  runtime,
  tx,
  actor: actorOf(person),
  now: runtime.clock(),
  request: { id: newId('req'), ip: '203.0.113.7', userAgent: 'Test/1.0' },
  auditRecords: [] as AuditRecord[],
  afterCommit: [] as Context['afterCommit'],
})

const createRows = (query: AuditLog['query']): Pick<AuditLog, 'newPerson' | 'newOrganization' | 'join'> => {
  let counter = 0
  const join: AuditLog['join'] = async (organizationId, person) => {
    await query(
      `insert into members (organization_id, id, user_id, role_id)
       select $1, $2, $3, id from roles where organization_id = $1`,
      [organizationId, newId('mem'), person.id],
    )
  }
  return {
    join,
    newPerson: async (name = 'Ana') => {
      counter += 1
      const person = { id: newId('user'), name, email: `person-${counter}@example.com` }
      await query('insert into users (id, name, email, email_verified) values ($1, $2, $3, true)', [
        person.id,
        person.name,
        person.email,
      ])
      return person
    },
    newOrganization: async ({ kind = 'organization', plan = 'unlimited', by } = {}) => {
      const id = newId('org')
      await query(
        'insert into organizations (id, kind, name, slug, plan, created_by) values ($1, $2, $3, $4, $5, $6)',
        [id, kind, `Organization ${id.slice(-4)}`, id.replace('_', '-'), plan, by?.id ?? null],
      )
      await query(
        `insert into roles (organization_id, id, key, name, icon, color, level, is_system)
         values ($1, $2, 'owner', 'Owner', 'crown', '#b7791f', 99, true)`,
        [id, newId('role')],
      )
      if (by !== undefined) await join(id, by)
      return id
    },
  }
}

const enter = (
  base: ReturnType<typeof contextOf>,
  organization: { id: string; plan: string },
  permissions: readonly Permission[],
): OrganizationContext => ({
  ...base,
  organization: {
    id: mintAuthorizedOrganizationId(organization.id),
    name: 'Acme',
    slug: 'acme',
    kind: 'organization',
    plan: organization.plan,
    settings: {},
  },
  standing: {
    memberId: null,
    roleId: null,
    roleKey: 'owner',
    roleName: 'Owner',
    level: 99,
    permissions: new Set(permissions),
  },
})

/** A log on a database of its own. Close it when done. */
export const openAuditLog = async (): Promise<AuditLog> => {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-audit-'))
  const config = loadConfig({
    GUILDHALL_DATA: dataFolder,
    SECRET: 'a secret that only tests know, of more than 32 characters',
  })
  const clock = createClock()
  const runtime = assembleRuntime(config, database.url, createLog('silent'), clock.now)
  const query = async <R>(text: string, values: unknown[] = []) =>
    (await runtime.ownerDatabase.pool.query(text, values)).rows as R[]
  return {
    runtime,
    clock,
    query,
    ...createRows(query),
    act: (by, records) =>
      inTransaction(runtime.database, async (tx) => {
        const ctx = contextOf(runtime, tx, by)
        for (const record of records) recordAudit(ctx, record)
        await writeAuditRecords(ctx)
      }),
    inside: (organizationId, by, work, permissions = ALL_PERMISSIONS) =>
      inTransaction(runtime.database, async (tx) => {
        await setTenancy(tx, { organization_id: organizationId, user_id: '' })
        const [row] = await query<{ plan: string }>('select plan from organizations where id = $1', [
          organizationId,
        ])
        const base = contextOf(runtime, tx, by)
        const result = await work(enter(base, { id: organizationId, plan: row?.plan ?? '' }, permissions))
        await writeAuditRecords(base)
        return result
      }),
    asPerson: (by, work) =>
      inTransaction(runtime.database, async (tx) => {
        const ctx = contextOf(runtime, tx, by)
        const result = await work(ctx)
        await writeAuditRecords(ctx)
        return result
      }),
    close: async () => {
      await runtime.database.close()
      await runtime.ownerDatabase.close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** A record of an invitation, the plainest there is. */
export const invited = (
  organizationId: string,
  name = 'ben@example.com',
  id = newId('inv'),
): AuditRecord => ({
  organizationId,
  action: 'org.member_invited',
  targets: [{ type: 'invitation', id, name }],
})
