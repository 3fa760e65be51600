import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const PATIENCE_MS = 60_000
const server = fileURLToPath(new URL('../../dist/server.mjs', import.meta.url))

/** The built product on a data folder that outlives its process. */
export interface Restartable {
  origin: string
  /** Starts the process, also after an end, and waits until it is ready. */
  start(): Promise<void>
  /** Ends the process by a signal; answers its exit code, null where the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
  /** Ends it where it runs, and deletes the data. */
  remove(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/ready`).then(
    (answer) => answer.ok,
    () => false,
  )

const startServer = async (folder: string, origin: string): Promise<ChildProcess> => {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [server], {
    stdio: 'ignore',
    env: {
      ...{ PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'error', TRUST_PROXY: 'true' },
      ...{ PORT: new URL(origin).port, PUBLIC_URL: origin, GUILDHALL_DATA: folder },
    },
  })
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isReady(origin))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('the server does not start')
    await wait(100)
  }
  return child
}

export const createRestartable = async (): Promise<Restartable> => {
  const origin = `http://localhost:${await freePort()}`
  const folder = await mkdtemp(path.join(tmpdir(), 'guildhall-restart-'))
  let child: ChildProcess | null = null
  const end: Restartable['end'] = async (signal) => {
    if (child === null) return null
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    child = null
    return code
  }
  return {
    origin,
    start: async () => {
      child = await startServer(folder, origin)
    },
    end,
    remove: async () => {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const post = async (url: string, body: unknown, token?: string): Promise<Record<string, string>> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Record<string, string>
}

/** A first person's organization with links, and the token to ask about them. */
export interface Place {
  token: string
  organizationId: string
  shortUrls: string[]
}

export const makeLinks = async ({ origin }: Restartable, count: number): Promise<Place> => {
  const person = { name: 'Ana', email: 'ana@example.com', password: 'correct horse battery staple' }
  const { token = '' } = await post(`${origin}/api/auth/sign-up`, person)
  const { id = '' } = await post(`${origin}/api/organizations`, { name: 'Acme' }, token)
  const shortUrls: string[] = []
  for (let n = 0; n < count; n++) {
    const destination = `https://example.com/${n}`
    const link = await post(`${origin}/api/organizations/${id}/links`, { destination }, token)
    shortUrls.push(link['short_url'] ?? '')
  }
  return { token, organizationId: id, shortUrls }
}

/** Reads what the API tells of the organization. */
export const ask = async (
  { origin }: Restartable,
  { organizationId, token }: Place,
  path: string,
): Promise<string> => {
  const answer = await fetch(`${origin}/api/organizations/${organizationId}/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return text
}
