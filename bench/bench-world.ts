import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { buildApp } from '#server/app.ts'
import { loadConfig } from '#server/kernel/config.ts'
import { migrate } from '#server/kernel/database/migrate.ts'
import { prepareQueue } from '#server/kernel/queue/prepare-queue.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'
import { signUp } from '#shared/contract/account.ts'
import { createOrganization } from '#shared/contract/organizations.ts'

export interface BenchWorld {
  app: FastifyInstance
  connectionString: string
  owner: { token: string }
  organizationId: string
  close(): Promise<void>
}

const onServer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** The real application on a fresh database of the given PostgreSQL server, with one person and one organization. */
export const openBenchWorld = async (server: string): Promise<BenchWorld> => {
  const name = `guildhall_bench_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const connectionString = url.toString()
  await migrate(connectionString, { after: prepareQueue })
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
  const config = loadConfig({
    GUILDHALL_DATA: dataFolder,
    DATABASE_URL: connectionString,
    LOG_LEVEL: 'silent',
  })
  const runtime = assembleRuntime(config, connectionString, createLog('silent'), () => new Date())
  const app = await buildApp(runtime, { areRatesLimited: false })
  await app.ready()
  const post = async (path: string, body: unknown, token?: string): Promise<Record<string, string>> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await app.inject({ method: 'POST', url: path, headers, payload: body as object })
    if (answer.statusCode >= 400) throw new Error(answer.payload)
    return answer.json()
  }
  const { token = '' } = await post(signUp.path, {
    name: 'Bench',
    email: 'bench@example.com',
    password: 'a long pass phrase',
  })
  const { id = '' } = await post(createOrganization.path, { name: 'Bench' }, token)
  return {
    app,
    connectionString,
    owner: { token },
    organizationId: id,
    close: async () => {
      await app.close()
      await runtime.database.close()
      await runtime.ownerDatabase.close()
      await onServer(server, `drop database ${name} with (force)`)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
