import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './root.mjs'

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP']

/**
 * Runs a program in the project's folder, passes our signals on to it and waits for it.
 * Answers its exit code (128 + signal when a signal ended it) and, with `isQuiet`, what it printed.
 */
export function runChild(command, args, { env = process.env, isQuiet = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    shell: process.platform === 'win32' && command === 'npm',
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  })
  let output = ''
  const collect = (chunk) => {
    output += chunk
  }
  child.stdout?.setEncoding('utf8').on('data', collect)
  child.stderr?.setEncoding('utf8').on('data', collect)
  const forward = (signal) => child.kill(signal)
  for (const signal of FORWARDED) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward)
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output })
    })
  })
}

/** As runChild with our own Node. */
export const runNode = (args, options) => runChild(process.execPath, args, options)
