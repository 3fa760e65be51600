import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeAuditRecords } from '#server/audit/write-audit-records.ts'
import { loadConfig } from '#server/kernel/config.ts'
import type { AccountContext, Actor, Context, OrganizationContext } from '#server/kernel/context.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { createOrganization } from '#server/organizations/create-organization.ts'
import { enterOrganization } from '#server/organizations/enter-organization.ts'
import { drainVisits } from '#server/visits/drain-visits.ts'
import { createClock, type TestClock } from './clock.ts'
import { createTestDatabase } from './database.ts'

export type PersonActor = Actor & { kind: 'person'; id: string; email: string }
export type Joined = PersonActor & { memberId: string }

/** Verbs on a real database without HTTP: for races and for thousands of calls. Each act is one transaction. */
export interface Ground {
  runtime: Runtime
  clock: TestClock
  newPerson(name?: string): Promise<PersonActor>
  newOrganization(owner: PersonActor, plan?: string): Promise<string>
  roleId(orgId: string, key: string): Promise<string>
  /** Puts a member in place, without invitation. */
  addMember(orgId: string, role: string, name?: string): Promise<Joined>
  asPerson<T>(actor: PersonActor, act: (ctx: AccountContext) => Promise<T>): Promise<T>
  within<T>(actor: Actor, orgId: string, act: (ctx: OrganizationContext) => Promise<T>): Promise<T>
  close(): Promise<void>
}

let counter = 0

const personActorOf = (id: string, name: string, email: string): PersonActor => ({
  kind: 'person',
  id,
  name,
  email,
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

/** An organization's key as the actor that authentication would make of it. */
export const keyActorOf = (id: string, orgId: string): Actor => ({
  ...personActorOf(id, 'Key', ''),
  kind: 'service_key',
  email: null,
  isEmailVerified: false,
  keyOrganizationId: orgId,
  via: { kind: 'api_key', id, name: 'Key' },
})

const openRuntime = async () => {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-ground-'))
  const config = loadConfig({
    GUILDHALL_DATA: dataFolder,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    SECRET: 'a secret that only tests know, of more than 32 characters',
  })
  const clock = createClock()
  const runtime = assembleRuntime(config, database.url, createLog('silent'), clock.now)
  const close = async (): Promise<void> => {
    await drainVisits(runtime)
    await runtime.database.close()
    await runtime.ownerDatabase.close()
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { runtime, clock, close }
}

const runAct = async <C extends Context, T>(
  runtime: Runtime,
  actor: Actor,
  open: (ctx: Context) => Promise<C>,
  act: (ctx: C) => Promise<T>,
): Promise<T> => {
  const { answer, afterCommit } = await inTransaction(runtime.database, async (tx) => {
    const request = { id: newId('req'), ip: '192.0.2.1', userAgent: 'test' }
    const ctx = await open({
      runtime,
      actor,
      tx,
      now: runtime.clock(),
      request,
      auditRecords: [],
      afterCommit: [],
    })
    const answer = await act(ctx)
    await writeAuditRecords(ctx)
    return { answer, afterCommit: ctx.afterCommit }
  })
  for (const follow of afterCommit) await follow()
  return answer
}

const createPeople = (runtime: Runtime) => {
  const { kysely } = runtime.ownerDatabase
  const newPerson: Ground['newPerson'] = async (name) => {
    counter += 1
    const [id, email] = [newId('user'), `ground-${counter}-${process.pid}@example.com`]
    const chosen = name ?? `Person ${counter}`
    await kysely.insertInto('users').values({ id, name: chosen, email, email_verified: true }).execute()
    return personActorOf(id, chosen, email)
  }
  const roleId: Ground['roleId'] = async (orgId, key) =>
    (
      await kysely
        .selectFrom('roles')
        .select('id')
        .where('organization_id', '=', orgId)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
    ).id
  const addMember: Ground['addMember'] = async (orgId, role, name) => {
    const person = await newPerson(name)
    const memberId = newId('mem')
    const role_id = role.startsWith('role_') ? role : await roleId(orgId, role)
    await kysely
      .insertInto('members')
      .values({ organization_id: orgId, id: memberId, user_id: person.id, role_id })
      .execute()
    return { ...person, memberId }
  }
  return { newPerson, roleId, addMember }
}

/** A database with the verbs on it; close it when done. */
export const newGround = async (): Promise<Ground> => {
  const { runtime, clock, close } = await openRuntime()
  const asPerson: Ground['asPerson'] = (actor, act) =>
    runAct(runtime, actor, async (ctx) => ({ ...ctx, actor }), act)
  return {
    runtime,
    clock,
    ...createPeople(runtime),
    asPerson,
    within: (actor, orgId, act) => runAct(runtime, actor, (ctx) => enterOrganization(ctx, orgId), act),
    newOrganization: async (owner, plan) => {
      const { id } = await asPerson(owner, (ctx) => createOrganization(ctx, { name: 'Acme' }))
      if (plan !== undefined)
        await runtime.ownerDatabase.kysely
          .updateTable('organizations')
          .set({ plan })
          .where('id', '=', id)
          .execute()
      return id
    },
    close,
  }
}

/** `ok`, or the code of the rule that refused; other errors are thrown. */
export const verdictOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'ok'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}
