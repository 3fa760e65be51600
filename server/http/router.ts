import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { z } from 'zod'
import type { AccountContext, Context, OrganizationContext } from '#server/kernel/context.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { errorBody } from '#shared/contract/fields.ts'
import type { RouteContract, RouteInput, RouteResponse } from '#shared/contract/route.ts'
import { answerRequest } from './answer-request.ts'
import { createRateLimits, type RateLimit, type RateLimits } from './limit-rates.ts'

type AnyStreamedAnswer = StreamedAnswer | StreamedAnswer<string | Uint8Array>

type Handler<C, R extends RouteContract> = (
  ctx: C,
  input: RouteInput<R> & { request: FastifyRequest; reply: FastifyReply },
) => Promise<RouteResponse<R> | AnyStreamedAnswer>

export interface RouteOptions {
  /** Tighter than the default, per caller. */
  rateLimit?: RateLimit
  /** True: counted by its own limit and not against what a stranger may ask for otherwise. */
  isCountedAlone?: boolean
}

/** Registers a route of the contract; the handler runs inside one transaction, after all checks of who calls. */
export interface Router {
  public<R extends RouteContract & { access: 'public' }>(
    contract: R,
    handler: Handler<Context, R>,
    options?: RouteOptions,
  ): void
  account<R extends RouteContract & { access: 'account' }>(
    contract: R,
    handler: Handler<AccountContext, R>,
    options?: RouteOptions,
  ): void
  organization<R extends RouteContract & { access: 'organization' }>(
    contract: R,
    handler: Handler<OrganizationContext, R>,
    options?: RouteOptions,
  ): void
  operator<R extends RouteContract & { access: 'operator' }>(
    contract: R,
    handler: Handler<AccountContext, R>,
    options?: RouteOptions,
  ): void
}

export type AnyHandler = (
  ctx: Context,
  input: { params: unknown; query: unknown; body: unknown; request: FastifyRequest; reply: FastifyReply },
) => Promise<unknown>

const schemaOf = (contract: RouteContract): FastifySchema & Record<string, unknown> => {
  const status = contract.status ?? 200
  return {
    summary: contract.summary,
    tags: [contract.tag],
    operationId: `${contract.method.toLowerCase()}${contract.path.replace(/[^a-z]+(.)/gi, (_, letter: string) => letter.toUpperCase())}`,
    ...(contract.permission === undefined ? {} : { description: `Permission: \`${contract.permission}\`` }),
    security: contract.access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    ...(contract.params === undefined ? {} : { params: contract.params }),
    ...(contract.query === undefined ? {} : { querystring: contract.query }),
    ...(contract.body === undefined ? {} : { body: contract.body }),
    ...(contract.produces === undefined ? {} : { produces: [contract.produces] }),
    response: {
      ...(contract.response === undefined ? {} : { [status]: contract.response satisfies z.ZodType }),
      '4xx': errorBody,
    },
  }
}

const sendStream = (reply: FastifyReply, answer: AnyStreamedAnswer): FastifyReply =>
  reply
    .header('content-disposition', answer.disposition)
    .header('cache-control', 'no-store')
    .type(answer.contentType)
    .send(Readable.from(answer.pieces))

const register = (
  app: FastifyInstance,
  runtime: Runtime,
  limits: RateLimits,
  contract: RouteContract,
  handler: AnyHandler,
  options: RouteOptions,
): void => {
  app.route({
    method: contract.method,
    url: contract.path,
    schema: schemaOf(contract),
    ...(contract.bodyLimitBytes === undefined ? {} : { bodyLimit: contract.bodyLimitBytes }),
    handler: async (request, reply) => {
      const answer = await answerRequest({ runtime, limits, contract, handler, options, request, reply })
      if (answer instanceof StreamedAnswer) return sendStream(reply, answer)
      return reply.status(contract.status ?? 200).send(answer)
    },
  })
}

/** A router on a Fastify instance; one for the whole server. */
export const createRouter = (app: FastifyInstance, runtime: Runtime, areRatesLimited: boolean): Router => {
  const limits = createRateLimits(app, areRatesLimited)
  const add = (contract: RouteContract, handler: AnyHandler, options: RouteOptions = {}): void =>
    register(app, runtime, limits, contract, handler, options)
  return {
    public: (contract, handler, options) => add(contract, handler as AnyHandler, options),
    account: (contract, handler, options) => add(contract, handler as AnyHandler, options),
    organization: (contract, handler, options) => add(contract, handler as AnyHandler, options),
    operator: (contract, handler, options) => add(contract, handler as AnyHandler, options),
  }
}
