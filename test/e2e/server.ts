import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RouteContract, RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import { addressOf, type RequestArguments } from '../../dashboard/api.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
const PATIENCE_MS = 90_000

/** The built product on its embedded database, in a folder of its own. */
export interface Instance {
  /** Without a slash at the end. */
  origin: string
  /** Runs `guildhall …` on the same data folder and answers what it printed. Throws when it fails. */
  runCommand(...args: string[]): Promise<string>
  /** Ends the server by SIGTERM and checks that it left in order; the data stays. */
  stop(): Promise<void>
  /** Stops the server, when it still runs, and deletes the data. */
  remove(): Promise<void>
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })

// Below the ports that the system hands to outgoing connections, so that none of those takes it meanwhile.
async function findPort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  return (await isFree(port)) ? port : findPort()
}

async function waitUntilReady(origin: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${origin}/api/ready`).catch(() => undefined)
    if (answer?.status === 200) return
    await wait(200)
  }
  throw new Error(`The server did not get ready (exit code ${child.exitCode}):\n${log()}`)
}

async function stopChild(child: ChildProcess, log: () => string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) })
    child.kill('SIGTERM')
    await exit
  }
  if (child.exitCode !== 0)
    throw new Error(`The server left with ${child.exitCode ?? child.signalCode}:\n${log()}`)
}

function runCommand(env: NodeJS.ProcessEnv, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path.join(dist, 'guildhall.mjs'), ...args], { env }, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(`guildhall ${args.join(' ')}: ${out}${err}`)),
    )
  })
}

function settingsFor(dataFolder: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  const origin = `http://localhost:${port}`
  return {
    ...{ PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
    ...{ PORT: String(port), PUBLIC_URL: origin, GUILDHALL_DATA: dataFolder },
  }
}

/** Starts `dist/server.mjs` on a fresh data folder and a free port, with settings of its own, and waits until it is ready. */
export async function startInstance(settings: NodeJS.ProcessEnv = {}): Promise<Instance> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'guildhall-e2e-'))
  const port = await findPort()
  const origin = `http://localhost:${port}`
  const env = { ...settingsFor(dataFolder, port), ...settings }
  const child = spawn(process.execPath, [path.join(dist, 'server.mjs')], { env })
  let printed = ''
  const log = () => printed.slice(-4000)
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      printed += piece.toString()
    })
  const remove = async () => {
    await stopChild(child, log).finally(() => rm(dataFolder, { recursive: true, force: true }))
  }
  await waitUntilReady(origin, child, log).catch(async (error: unknown) => {
    await remove().catch(() => undefined)
    throw error
  })
  return {
    origin,
    runCommand: (...args) => runCommand(env, args),
    stop: () => stopChild(child, log),
    remove,
  }
}

/** Calls a route as a program does, with a bearer token. Throws on any answer but a success. */
export async function call<R extends RouteContract>(
  { origin }: Instance,
  route: R,
  request: RouteRequest<R>,
  token?: string,
): Promise<RouteResponse<R>> {
  const address = addressOf(route, ...([request] as unknown as RequestArguments<R>))
  const { body } = request as { body?: unknown }
  const answer = await fetch(`${origin}${address}`, {
    method: route.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${route.method} ${address}: ${answer.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as RouteResponse<R>
}
