import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

export interface TestReceiver {
  url: string
  port: number
  /** What arrived, in order. */
  received: ReceivedRequest[]
  /** How it answers from now on. */
  answer(act: (response: ServerResponse, request: ReceivedRequest) => void): void
  close(): Promise<void>
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

const listen = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })

/** A real HTTP server on loopback that keeps what it is sent; it answers 204 until told otherwise. */
export const startReceiver = async (): Promise<TestReceiver> => {
  const received: ReceivedRequest[] = []
  let respond: Parameters<TestReceiver['answer']>[0] = (response) => response.writeHead(204).end()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      const whole = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: flat(request.headers),
        body: Buffer.concat(chunks).toString(),
      }
      received.push(whole)
      respond(response, whole)
    })
  })
  await listen(server)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answer: (act) => {
      respond = act
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
