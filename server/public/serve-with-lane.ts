import { createServer, type RequestListener, type Server } from 'node:http'
import type { FastLane } from './fast-lane.ts'

interface Serving {
  lane: FastLane
  /** The rest of the server. */
  next: RequestListener
  requestTimeoutMs: number
  isClosing: () => boolean
}

/** Above what load balancers wait, so that they and not we end a connection (Fastify's own default). */
const KEEP_ALIVE_MS = 72_000

/** An HTTP server with the fast lane in front: what the lane does not answer goes on as ever. */
export const serveWithLane = ({ lane, next, requestTimeoutMs, isClosing }: Serving): Server => {
  const server = createServer((request, response) => {
    // Whoever keeps a connection open while the process ends is answered still, and asked to come back on another.
    if (isClosing()) response.setHeader('Connection', 'close')
    if (!lane(request, response)) next(request, response)
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.requestTimeout = requestTimeoutMs
  server.setTimeout(0)
  return server
}
