import type { FastifyReply, FastifyRequest } from 'fastify'
import { recordRefusal } from '#server/audit/record-refusal.ts'
import { writeAuditRecords } from '#server/audit/write-audit-records.ts'
import { authenticate } from '#server/identity/authenticate-request.ts'
import { type Credentials, readCredentials } from '#server/identity/read-credentials.ts'
import type { Actor, Context } from '#server/kernel/context.ts'
import { inTransaction, type Transaction } from '#server/kernel/database/database.ts'
import { DomainError, forbidden, unauthenticated } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterOrganization } from '#server/organizations/enter-organization.ts'
import { findPlan } from '#server/plans/find-plan.ts'
import type { RouteContract } from '#shared/contract/route.ts'
import { answerOnce } from './answer-once.ts'
import type { RateLimits } from './limit-rates.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.ts'
import type { AnyHandler, RouteOptions } from './router.ts'

export interface Exchange {
  runtime: Runtime
  limits: RateLimits
  contract: RouteContract
  handler: AnyHandler
  options: RouteOptions
  request: FastifyRequest
  reply: FastifyReply
}

const STRANGER = instanceActor('stranger', 'Somebody')

const PER_STRANGER = { max: 300, windowSeconds: 60 }
const PER_CALLER = { max: 6000, windowSeconds: 60 }

const requestInfo = (request: FastifyRequest) => ({
  id: request.id,
  ip: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
})

const authorizeAccess = (contract: RouteContract, actor: Actor): void => {
  if (contract.access === 'public' || contract.access === 'organization') return
  if (actor.kind !== 'person') {
    throw forbidden(
      'person_required',
      'A key of an organization cannot do this; use a personal one or sign in.',
    )
  }
  if (contract.access === 'operator' && !actor.isOperator) {
    throw forbidden('operator_required', 'Only an operator of this installation may do this.')
  }
}

const openContext = async (
  exchange: Exchange,
  credentials: Credentials,
  tx: Transaction,
): Promise<Context> => {
  const { runtime, contract, request } = exchange
  const now = runtime.clock()
  const info = requestInfo(request)
  const actor = credentials.kind === 'none' ? null : await authenticate({ runtime, tx, credentials, now })
  if (actor === null && contract.access !== 'public') throw unauthenticated()
  if (actor !== null) authorizeAccess(contract, actor)
  return { runtime, actor: actor ?? STRANGER, tx, now, request: info, auditRecords: [], afterCommit: [] }
}

/** Two buckets: the caller's (or the address's), and for keys what the organization's plan allows a minute. */
const limitOrganization = async (
  exchange: Exchange,
  ctx: Context,
  plan: string,
  orgId: string,
): Promise<void> => {
  if (ctx.actor.via?.kind !== 'api_key') return
  const max = findPlan(ctx.runtime.plans, plan).limits.api_requests_a_minute
  if (max === null) return
  await exchange.limits.count(exchange.request, exchange.reply, `organization:${orgId}`, {
    max,
    windowSeconds: 60,
  })
}

const limitCaller = async (
  { limits, contract, options, request, reply }: Exchange,
  credentials: Credentials,
) => {
  const isStranger = credentials.kind === 'none'
  const caller = isStranger ? `ip:${request.ip}` : `caller:${credentials.fingerprint}`
  if (options.isCountedAlone !== true)
    await limits.count(request, reply, caller, isStranger ? PER_STRANGER : PER_CALLER)
  if (options.rateLimit === undefined) return
  await limits.count(request, reply, `${contract.method}${contract.path}:ip:${request.ip}`, options.rateLimit)
}

/** Who was refused what, for the log of refused attempts; known only as far as the request came. */
interface Attempt {
  actor: Actor
  organizationId: string | null
}

const act = async (exchange: Exchange, credentials: Credentials, attempt: Attempt, tx: Transaction) => {
  const ctx = await openContext(exchange, credentials, tx)
  attempt.actor = ctx.actor
  const { contract, handler, request, reply } = exchange
  let entered = ctx
  if (contract.access === 'organization') {
    const { orgId } = request.params as { orgId: string }
    const organizationContext = await enterOrganization(ctx, orgId)
    attempt.organizationId = orgId
    await limitOrganization(exchange, ctx, organizationContext.organization.plan, orgId)
    entered = organizationContext
  }
  const { params, query, body } = request
  const answer = await answerOnce(entered, exchange, () =>
    handler(entered, { params, query, body, request, reply }),
  )
  await writeAuditRecords(entered)
  return { answer, afterCommit: entered.afterCommit }
}

const isRefusal = (error: unknown, contract: RouteContract): error is DomainError =>
  error instanceof DomainError && error.status === 403 && contract.method !== 'GET'

/** One request of the contract: who calls, may they, then the verb, its audit and its answer in one transaction. */
export const answerRequest = async (exchange: Exchange): Promise<unknown> => {
  const { runtime, contract, request } = exchange
  const credentials = readCredentials(request.headers)
  await limitCaller(exchange, credentials)
  if (contract.method !== 'GET') refuseForeignOrigin(request, credentials, runtime.config.publicUrl)
  const attempt: Attempt = { actor: STRANGER, organizationId: null }
  try {
    const { answer, afterCommit } = await inTransaction(runtime.database, (tx) =>
      act(exchange, credentials, attempt, tx),
    )
    for (const follow of afterCommit) {
      await Promise.resolve(follow()).catch((error: unknown) =>
        request.log.error({ err: error }, 'after commit'),
      )
    }
    return answer
  } catch (error) {
    if (isRefusal(error, contract) && attempt.organizationId !== null) {
      const permission = typeof error.details.permission === 'string' ? error.details.permission : undefined
      await recordRefusal(
        runtime,
        { actor: attempt.actor, request: requestInfo(request), now: runtime.clock() },
        { organizationId: attempt.organizationId, attempted: contract.summary, permission, code: error.code },
      ).catch((failure: unknown) => request.log.error({ err: failure }, 'a refusal could not be recorded'))
    }
    throw error
  }
}
