import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './run-child.mjs'

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a redis-server from REDIS_SERVER_PATH or the search path; undefined when there is none. */
export function findRedis(env = process.env) {
  if (env.REDIS_SERVER_PATH) return isExecutable(env.REDIS_SERVER_PATH) ? env.REDIS_SERVER_PATH : undefined
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return folders.map((folder) => path.join(folder, 'redis-server')).find(isExecutable)
}

async function installWithApt() {
  console.log('Installing Redis for its tests (apt-get) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = () =>
    runChild('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env, isQuiet: true })
  let result = await install()
  if (result.code !== 0) {
    await runChild('apt-get', ['update'], { env, isQuiet: true })
    result = await install()
  }
  if (result.code !== 0) console.error(result.output)
}

/** A redis-server's path. Installs Debian's where it may; throws with what to do where it may not. */
export async function ensureRedis() {
  if (process.env.REDIS_SERVER_PATH && findRedis() === undefined)
    throw new Error(`REDIS_SERVER_PATH names no program: ${process.env.REDIS_SERVER_PATH}`)
  if (findRedis() === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await installWithApt()
  const found = findRedis()
  if (found !== undefined) return found
  throw new Error(
    'The tests of REDIS_URL need redis-server. Install it (on Debian: apt-get install redis-server), or set REDIS_SERVER_PATH.',
  )
}
