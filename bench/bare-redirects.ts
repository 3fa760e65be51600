import { createServer, type RequestListener } from 'node:http'
import pg from 'pg'

export interface BareServer {
  origin: string
  close(): Promise<void>
}

const listen = async (listener: RequestListener, onClose: () => Promise<void>): Promise<BareServer> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await onClose()
    },
  }
}

/** The least that redirects: a bare node:http server that answers 302 from a Map. */
export const startBareMap = (destinations: ReadonlyMap<string, string>): Promise<BareServer> =>
  listen(
    (request, response) => {
      const location = destinations.get(request.url ?? '')
      response.writeHead(location === undefined ? 404 : 302, {
        Location: location ?? '',
        'Content-Length': 0,
      })
      response.end()
    },
    async () => undefined,
  )

/** The least that redirects from the database: the single query of an uncached redirect, prepared, for each request. */
export const startBareQuery = (connectionString: string): Promise<BareServer> => {
  const pool = new pg.Pool({ connectionString, max: 20, options: '-c role=guildhall_app -c timezone=UTC' })
  return listen(
    (request, response) => {
      pool
        .query<{ link: { destination: string } | null }>({
          name: 'find_address',
          text: 'select * from find_address($1, $2)',
          values: ['', (request.url ?? '').slice(1)],
        })
        .then(({ rows }) => {
          const location = rows[0]?.link?.destination
          response.writeHead(location === undefined ? 404 : 302, {
            Location: location ?? '',
            'Content-Length': 0,
          })
          response.end()
        })
        .catch(() => {
          response.writeHead(500)
          response.end()
        })
    },
    () => pool.end(),
  )
}
