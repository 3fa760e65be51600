import type { FastifyInstance } from 'fastify'
import type { RouteContract, RouteRequest, RouteResponse } from '#shared/contract/route.ts'

export type Call = <R extends RouteContract>(
  contract: R,
  request: RouteRequest<R> & { as?: string },
) => Promise<RouteResponse<R>>

const fill = (path: string, params: Record<string, unknown> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))

/** Calls the application as a program would, so that every rule holds for the demo too. */
export const createDemoClient =
  (app: FastifyInstance): Call =>
  async (contract, request) => {
    const answer = await app.inject({
      method: contract.method,
      url: fill(contract.path, request.params as Record<string, unknown> | undefined),
      headers: request.as === undefined ? {} : { authorization: `Bearer ${request.as}` },
      ...(request.body === undefined ? {} : { payload: request.body as object }),
    })
    if (answer.statusCode >= 400)
      throw new Error(`The demo was refused at ${contract.path}: ${answer.payload}`)
    return answer.json()
  }
