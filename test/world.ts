import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#server/app.ts'
import { loadConfig } from '#server/kernel/config.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { drainVisits } from '#server/visits/drain-visits.ts'
import { signUp } from '#shared/contract/account.ts'
import { acceptInvitationWithSignUp, createInvitation } from '#shared/contract/invitations.ts'
import { listMembers } from '#shared/contract/members.ts'
import { createOrganization } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import type { RouteContract, RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import { checkedSerializer } from './checked-serializer.ts'
import { createClock, type TestClock } from './clock.ts'
import { createTestDatabase } from './database.ts'
import { readMails, type TestMail } from './mails.ts'
import { setPlanDirectly, verifyEmailDirectly } from './world-queries.ts'

export interface Person {
  id: string
  name: string
  email: string
  password: string
  token: string
}
export interface TestOrganization {
  id: string
  name: string
  slug: string
  owner: Person
}
export interface Answer<T> {
  status: number
  body: T
  error: { code: string; message: string; details: Record<string, unknown> } | undefined
  headers: Record<string, unknown>
}
type CallOptions<R extends RouteContract> = Partial<RouteRequest<R>> & {
  as?: Person | string
  headers?: Record<string, string>
}

export interface World {
  app: FastifyInstance
  runtime: Runtime
  databaseUrl: string
  clock: TestClock
  call<R extends RouteContract>(contract: R, options?: CallOptions<R>): Promise<Answer<RouteResponse<R>>>
  /** As `call`, and throws when the answer is no success. */
  must<R extends RouteContract>(contract: R, options?: CallOptions<R>): Promise<RouteResponse<R>>
  newPerson(options?: { name?: string; email?: string; isVerified?: boolean }): Promise<Person>
  newOrganization(owner: Person, options?: { name?: string; plan?: string }): Promise<TestOrganization>
  /** Invites and accepts as people do, through the API. */
  addMember(
    organization: TestOrganization,
    roleKey?: string,
    name?: string,
  ): Promise<Person & { memberId: string }>
  roleId(organization: TestOrganization, key: string): Promise<string>
  onPlan(organization: TestOrganization, plan: string): Promise<void>
  mailsTo(email: string): Promise<TestMail[]>
  close(): Promise<void>
}

let counter = 0
const PASSWORD = 'correct horse battery staple'

const fillPath = (contract: RouteContract, params: unknown, query: unknown): string => {
  const filled = contract.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name] ?? '')),
  )
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  )
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString()
  return search === '' ? filled : `${filled}?${search}`
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const createCall =
  (app: FastifyInstance): World['call'] =>
  async (contract, options = {}) => {
    const token = typeof options.as === 'string' ? options.as : options.as?.token
    const answer = await app.inject({
      method: contract.method,
      url: fillPath(contract, options.params, options.query),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { payload: JSON.stringify(options.body) }),
    })
    const body = parse(answer.payload) as { error?: Answer<unknown>['error'] }
    return { status: answer.statusCode, body: body as never, error: body?.error, headers: answer.headers }
  }

const openApp = async (databaseUrl: string, areRatesLimited: boolean, settings: NodeJS.ProcessEnv) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-world-'))
  const config = loadConfig({
    PORT: '3000',
    GUILDHALL_DATA: dataFolder,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
    SECRET: 'a secret that only tests know, of more than 32 characters',
    ...settings,
  })
  const clock = createClock()
  const runtime = assembleRuntime(config, databaseUrl, createLog('silent'), clock.now)
  const app = await buildApp(runtime, { areRatesLimited, serialize: checkedSerializer })
  await app.ready()
  return { app, runtime, clock, dataFolder }
}

/** The real application on a database of its own; requests by `app.inject`. Close it when done. */
export const newWorld = async (
  options: { areRatesLimited?: boolean; settings?: NodeJS.ProcessEnv } = {},
): Promise<World> => {
  const database = await createTestDatabase()
  const { app, runtime, clock, dataFolder } = await openApp(
    database.url,
    options.areRatesLimited ?? false,
    options.settings ?? {},
  )
  const call = createCall(app)
  const must: World['must'] = async (contract, given) => {
    const answer = await call(contract, given)
    if (answer.status >= 400)
      throw new Error(`${contract.method} ${contract.path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const people = createPeople({ runtime, must })
  return {
    app,
    runtime,
    databaseUrl: database.url,
    clock,
    call,
    must,
    ...people,
    onPlan: (organization, plan) => setPlanDirectly(runtime, organization.id, plan),
    mailsTo: (email) => readMails(runtime, email),
    close: async () => {
      await app.close()
      await drainVisits(runtime)
      await runtime.database.close()
      await runtime.ownerDatabase.close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

type Acts = Pick<World, 'newPerson' | 'newOrganization' | 'addMember' | 'roleId'>

const createPeople = ({ runtime, must }: Pick<World, 'runtime' | 'must'>): Acts => {
  const roleId: World['roleId'] = async (organization, key) => {
    const roles = await must(listRoles, { as: organization.owner, params: { orgId: organization.id } })
    const found = roles.data.find((role) => role.key === key)
    if (found === undefined) throw new Error(`no role ${key}`)
    return found.id
  }
  const newPerson: World['newPerson'] = async ({ name, email, isVerified = true } = {}) => {
    counter += 1
    const chosen = email ?? `person-${counter}-${process.pid}@example.com`
    const body = { name: name ?? `Person ${counter}`, email: chosen, password: PASSWORD }
    const { token, user } = await must(signUp, { body })
    if (token === null || user === null) throw new Error('sign-up answered no session')
    if (isVerified) await verifyEmailDirectly(runtime, user.id)
    return { ...user, password: PASSWORD, token }
  }
  const newOrganization: World['newOrganization'] = async (owner, { name = 'Acme', plan } = {}) => {
    const made = await must(createOrganization, { as: owner, body: { name } })
    if (plan !== undefined) await setPlanDirectly(runtime, made.id, plan)
    return { id: made.id, name: made.name, slug: made.slug, owner }
  }
  const addMember: World['addMember'] = async (organization, roleKey = 'member', name) => {
    counter += 1
    const email = `member-${counter}-${process.pid}@example.com`
    const params = { orgId: organization.id }
    const role_id = await roleId(organization, roleKey)
    const invited = await must(createInvitation, { as: organization.owner, params, body: { email, role_id } })
    const token = new URL(invited.accept_url ?? '').searchParams.get('token') ?? ''
    const joined = await must(acceptInvitationWithSignUp, {
      body: { token, name: name ?? `Member ${counter}`, password: PASSWORD },
    })
    const { data } = await must(listMembers, { as: organization.owner, params, query: { search: email } })
    const member = data[0]
    if (member === undefined) throw new Error('the member did not join')
    return {
      id: member.user_id,
      name: member.name,
      email,
      password: PASSWORD,
      token: joined.token,
      memberId: member.id,
    }
  }
  return { roleId, newPerson, newOrganization, addMember }
}
