import type { RouteContract, RouteRequest, RouteResponse } from '#shared/contract/route.ts'

/** One field of the request that breaks a rule. */
export interface BrokenField {
  field: string
  rule: string
}

/** What went wrong with a request. Status 0 means that no answer came: offline, or the server is away. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>
  readonly requestId: string | null

  constructor(
    status: number,
    code: string,
    message: string,
    details: Record<string, unknown>,
    requestId: string | null,
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
    this.requestId = requestId
  }

  /** The fields that break a rule, when the server named some. */
  get fields(): BrokenField[] {
    const { fields } = this.details
    return Array.isArray(fields) ? (fields as BrokenField[]) : []
  }

  /** The permission that is missing, when that is the reason. */
  get permission(): string | null {
    return typeof this.details.permission === 'string' ? this.details.permission : null
  }
}

/** A request as one argument: left out where the route takes nothing. */
export type RequestArguments<R extends RouteContract> =
  Record<never, never> extends RouteRequest<R> ? [request?: RouteRequest<R>] : [request: RouteRequest<R>]

interface LooseRequest {
  params?: Record<string, string> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
}

/** The address of a route with its parameters and query filled in; for downloads and links. */
export function addressOf<R extends RouteContract>(route: R, ...[request]: RequestArguments<R>): string {
  const { params = {}, query = {} } = (request ?? {}) as LooseRequest
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}

/** A key that lets the server recognise a repeated request. crypto.randomUUID needs https, this does not. */
const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

// A repeated attempt sends the same request object, and so the same key.
const idempotencyKeys = new WeakMap<object, string>()

function keyFor(request: object): string {
  const key = idempotencyKeys.get(request) ?? newIdempotencyKey()
  idempotencyKeys.set(request, key)
  return key
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    const message = navigator.onLine
      ? 'The server does not answer. Try again in a moment.'
      : 'You are offline. Try again when you are connected.'
    throw new ApiError(0, 'no_answer', message, {}, null)
  }
}

async function readError(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-request-id')
  const text = await response.text()
  try {
    const { error } = JSON.parse(text) as {
      error: { code: string; message: string; details?: Record<string, unknown>; request_id?: string }
    }
    return new ApiError(
      response.status,
      error.code,
      error.message,
      error.details ?? {},
      error.request_id ?? requestId,
    )
  } catch {
    return new ApiError(
      response.status,
      'unexpected_answer',
      `The server answered with status ${response.status}.`,
      {},
      requestId,
    )
  }
}

/** Calls one route of the contract with the session's cookie. Throws ApiError. */
export async function call<R extends RouteContract>(
  route: R,
  request: RouteRequest<R>,
  signal?: AbortSignal,
): Promise<RouteResponse<R>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const { body } = request as LooseRequest
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (route.idempotent === true) headers['idempotency-key'] = keyFor(request)
  const response = await send(addressOf(route, ...([request] as unknown as RequestArguments<R>)), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!response.ok) throw await readError(response)
  if (response.status === 204) return undefined as RouteResponse<R>
  return (await response.json()) as RouteResponse<R>
}
