import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'

const CONNECTIONS = 64
const SECONDS = 5
/** A person's browser: clicks of robots cost less. */
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

// Requests are written out before the first is sent, so that the generator has next to nothing to do for each.
const SCRIPT = `
local asked = {}
local at = 0
init = function(args)
  wrk.headers["User-Agent"] = "${BROWSER}"
  for path in io.lines(args[1]) do asked[#asked + 1] = wrk.format("GET", path) end
end
request = function()
  at = at % #asked + 1
  return asked[at]
end
`

const run = (program: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString()
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program}: ${code}\n${output}`)),
    )
  })

const loadByWrk = async (origin: string, paths: string[]): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-load-'))
  try {
    const [script, list] = [join(folder, 'ask.lua'), join(folder, 'paths')]
    await writeFile(script, SCRIPT)
    await writeFile(list, `${paths.join('\n')}\n`)
    // Where load, servers and database share two cores, single requests wait; only what is refused or lost is an error.
    const options = [
      '-t1',
      `-c${CONNECTIONS}`,
      `-d${SECONDS}s`,
      '--timeout',
      '20s',
      '-s',
      script,
      origin,
      '--',
      list,
    ]
    const output = await run('wrk', options)
    if (/Non-2xx|Socket errors/.test(output)) throw new Error(`${origin}: ${output}`)
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const loadByAutocannon = async (origin: string, paths: string[]): Promise<number> => {
  const requests = paths.map((path) => ({ method: 'GET' as const, path }))
  const result = await autocannon({
    url: origin,
    requests,
    headers: { 'user-agent': BROWSER },
    connections: CONNECTIONS,
    duration: SECONDS,
    workers: 1,
  })
  if (result.errors > 0 || result['4xx'] > 0 || result['5xx'] > 0)
    throw new Error(`${origin}: requests failed`)
  return result.requests.average
}

let hasWrk: Promise<boolean> | undefined

/** Requests a second that a server answers over 64 connections; by wrk where it is installed, for it costs least. */
export const loadPaths = async (origin: string, paths: string[]): Promise<number> => {
  hasWrk ??= run('sh', ['-c', 'command -v wrk']).then(
    () => true,
    () => false,
  )
  return (await hasWrk) ? loadByWrk(origin, paths) : loadByAutocannon(origin, paths)
}

/** Milliseconds of each request, a few at a time; throws for any answer but a redirect. */
export const timeRedirects = async (origin: string, paths: string[], atOnce: number): Promise<number[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  const waiting = [...paths]
  const ask = (path: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = performance.now()
      send(`${origin}${path}`, { agent }, (answer) => {
        if (answer.statusCode !== 302) return reject(new Error(`${path}: ${answer.statusCode}`))
        answer.resume().on('end', () => {
          times.push(performance.now() - start)
          resolve()
        })
      })
        .on('error', reject)
        .end()
    })
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await ask(path)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  agent.destroy()
  return times
}
