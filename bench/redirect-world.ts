import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '#server/kernel/database/migrate.ts'
import { prepareQueue } from '#server/kernel/queue/prepare-queue.ts'
import { fillLinks } from './fill-links.ts'

export interface RedirectWorld {
  connectionString: string
  /** Starts one more process of the product as a release runs it; answers its origin. */
  startServer(): Promise<string>
  /** Waits until every click that was answered is written. */
  settle(): Promise<void>
  close(): Promise<void>
}

const onServer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address === null || typeof address === 'string' ? reject() : resolve(address.port)))
    })
  })

const untilReady = async (origin: string): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/api/ready`).catch(() => undefined)
    if (answer?.ok === true) return
    await wait(100)
  }
  throw new Error(`${origin} does not start`)
}

const countClicks = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ clicks: number }>('select count(*)::int clicks from clicks')
  return rows[0]?.clicks ?? 0
}

/** Until the number of clicks stands still: what waits in a process is written within a moment. */
const untilStill = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    for (let before = -1; ; ) {
      const now = await countClicks(client)
      if (now === before) return
      before = now
      await wait(1000)
    }
  } finally {
    await client.end()
  }
}

/** A database of the given server with `links` links, and processes of the product on it. */
export const openRedirectWorld = async (server: string, links: number): Promise<RedirectWorld> => {
  const name = `guildhall_bench_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const connectionString = url.toString()
  await migrate(connectionString, { after: prepareQueue })
  await fillLinks(connectionString, links)
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
  const children: ChildProcess[] = []
  const startServer = async (): Promise<string> => {
    const port = await freePort()
    const child = spawn(process.execPath, ['dist/server.mjs'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        HOST: '127.0.0.1',
        GUILDHALL_DATA: dataFolder,
        DATABASE_URL: connectionString,
        LOG_LEVEL: 'error',
        SECRET: 'a secret that only the bench knows, of more than 32 characters',
      },
    })
    children.push(child)
    const origin = `http://127.0.0.1:${port}`
    await untilReady(origin)
    return origin
  }
  return {
    connectionString,
    startServer,
    settle: () => untilStill(connectionString),
    close: async () => {
      const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of children) child.kill('SIGTERM')
      await Promise.all(ends)
      await onServer(server, `drop database ${name} with (force)`)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
