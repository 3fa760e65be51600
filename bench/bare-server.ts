import { createServer, type Server } from 'node:http'
import pg from 'pg'
import type { Statement } from './record-statements.ts'

/** A bare HTTP server that runs the given statements one after the other on one connection, then answers the body. */
export const startBareServer = async (
  connectionString: string,
  statements: Statement[],
  body: string,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const pool = new pg.Pool({ connectionString, max: 20, options: '-c role=guildhall_app -c timezone=UTC' })
  const server: Server = createServer((_request, response) => {
    const run = async (): Promise<void> => {
      const client = await pool.connect()
      try {
        for (const { text, values } of statements) await client.query(text, values)
      } finally {
        client.release()
      }
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(body)
    }
    run().catch((error: unknown) => {
      response.writeHead(500)
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}
