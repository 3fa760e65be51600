import type { z } from 'zod'
import type { Permission } from '../permissions.ts'

/** Who may call: anyone; a signed-in person; a member of the organization in the path; an operator of the instance. */
export type Access = 'public' | 'account' | 'organization' | 'operator'

export interface RouteContract {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:name` parameters, as `/api/organizations/:orgId/members`. */
  path: `/api/${string}`
  access: Access
  tag: string
  summary: string
  /** The permission the verb asks for, for the reference; the verb itself decides. */
  permission?: Permission
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** What a success answers; absent where the answer is a stream or empty. */
  response?: z.ZodType
  status?: 200 | 201 | 202 | 204
  /** True for a POST that creates: honours the `Idempotency-Key` header. */
  idempotent?: boolean
  /** Bytes that a body may have, where that is more than the 256 kB of other routes. */
  bodyLimitBytes?: number
  /** Media type of a streamed answer, where it is not JSON. */
  produces?: string
}

/** Declares one route; server, typed client and API reference are all made from it. */
export const defineRoute = <const R extends RouteContract>(route: R): R => route

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler receives, after validation. */
export interface RouteInput<R extends RouteContract> {
  params: Parsed<R['params']>
  query: Parsed<R['query']>
  body: Parsed<R['body']>
}

/** What a client sends. */
export type RouteRequest<R extends RouteContract> = (R['params'] extends z.ZodType
  ? { params: Sent<R['params']> }
  : { params?: undefined }) &
  (R['query'] extends z.ZodType ? { query?: Sent<R['query']> } : { query?: undefined }) &
  (R['body'] extends z.ZodType ? { body: Sent<R['body']> } : { body?: undefined })

/** What a success answers, as JSON. */
export type RouteResponse<R extends RouteContract> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : undefined
