import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#server/kernel/errors.ts'

/** How many requests in how long. */
export interface RateLimit {
  max: number
  windowSeconds: number
}

/** Counts a request against a bucket; answers headers as in draft-ietf-httpapi-ratelimit-headers-07, and 429 over it. */
export interface RateLimits {
  count(request: FastifyRequest, reply: FastifyReply, bucket: string, limit: RateLimit): Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    rateBucket: string
    rateLimit: { max: number; windowSeconds: number }
  }
}

/** Buckets live in this process: with several processes each counts its own share. */
export const createRateLimits = (app: FastifyInstance, isEnabled: boolean): RateLimits => {
  if (!isEnabled) return { count: async () => undefined }
  const limiters = new Map<number, ReturnType<FastifyInstance['createRateLimit']>>()
  const limiterFor = (windowSeconds: number) => {
    const known = limiters.get(windowSeconds)
    if (known !== undefined) return known
    const limiter = app.createRateLimit({
      max: (request) => request.rateLimit.max,
      timeWindow: windowSeconds * 1000,
      keyGenerator: (request) => request.rateBucket,
    })
    limiters.set(windowSeconds, limiter)
    return limiter
  }
  return {
    async count(request, reply, bucket, limit) {
      request.rateBucket = `${bucket}:${limit.max}`
      request.rateLimit = limit
      const result = await limiterFor(limit.windowSeconds)(request)
      if (result.isAllowed) return
      reply.header('ratelimit-limit', String(result.max))
      reply.header('ratelimit-remaining', String(result.remaining))
      reply.header('ratelimit-reset', String(result.ttlInSeconds))
      if (!result.isExceeded) return
      throw new DomainError(
        429,
        'rate_limited',
        `Too many requests; try again in ${result.ttlInSeconds} seconds.`,
        {
          limit: result.max,
          retry_after_seconds: result.ttlInSeconds,
        },
      )
    },
  }
}
