import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median, type Result } from './ratio.ts'

const PORT = '3197'
const KIB_A_MIB = 1024

const startOnce = async (dataFolder: string): Promise<{ seconds: number; mebibytes: number }> => {
  const start = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT, GUILDHALL_DATA: dataFolder, LOG_LEVEL: 'error', NODE_OPTIONS: '' },
    stdio: 'ignore',
  })
  try {
    while (
      !(await fetch(`http://127.0.0.1:${PORT}/api/ready`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      if (performance.now() - start > 120_000) throw new Error('the server did not start')
      await sleep(20)
    }
    const seconds = (performance.now() - start) / 1000
    await sleep(1500)
    return { seconds, mebibytes: residentOf(child.pid ?? 0) / KIB_A_MIB }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

/** Resident memory of the process and those below it, in KiB; pages shared between them count once each (Pss). */
const residentOf = (pid: number): number => {
  const own = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return own + children.reduce((sum, child) => sum + residentOf(Number(child)), 0)
}

/** `npm start` on a data folder that stands, to the first answer of /api/ready; and what it holds in memory then. */
export const benchStart = async (): Promise<Result[]> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'guildhall-start-'))
  await startOnce(dataFolder)
  const runs = [await startOnce(dataFolder), await startOnce(dataFolder), await startOnce(dataFolder)]
  await rm(dataFolder, { recursive: true, force: true })
  const seconds = median(runs.map((run) => run.seconds))
  const mebibytes = median(runs.map((run) => run.mebibytes))
  return [
    { name: 'warm start to the first answer', measured: seconds, wanted: { max: 3 }, unit: 's' },
    {
      name: 'resident memory after start, database included',
      measured: mebibytes,
      wanted: { max: 350 },
      unit: 'MiB',
    },
  ]
}
