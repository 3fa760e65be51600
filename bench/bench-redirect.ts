import { startBareMap, startBareQuery } from './bare-redirects.ts'
import { destinationOf, slugOf } from './fill-links.ts'
import { loadPaths, timeRedirects } from './load-paths.ts'
import { interleavedRatio, median, type Result } from './ratio.ts'
import { openRedirectWorld, type RedirectWorld } from './redirect-world.ts'

const ROUNDS = 5
const HOT_LINKS = 1000
const FEW = 10_000
const MANY = Number(process.env.BENCH_LINKS ?? 300_000)
const UNCACHED_PER_ROUND = 50_000
const TIMED_PER_ROUND = 1500

const pathsFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `/${slugOf(first + at)}`)

const benchCached = async (world: RedirectWorld, ours: string): Promise<Result> => {
  const paths = pathsFrom(1, HOT_LINKS)
  const bare = await startBareMap(new Map(paths.map((path, at) => [path, destinationOf(at + 1)])))
  try {
    await loadPaths(ours, paths)
    const measured = await interleavedRatio(
      ROUNDS,
      () => loadPaths(ours, paths),
      async () => {
        await world.settle()
        return loadPaths(bare.origin, paths)
      },
    )
    const name = 'cached redirect, click recorded ÷ bare node:http 302 from a Map'
    return { name, measured, wanted: { min: 0.6 }, unit: 'of its throughput' }
  } finally {
    await bare.close()
  }
}

const benchProcesses = async (world: RedirectWorld, first: string, second: string): Promise<Result> => {
  const paths = pathsFrom(1, HOT_LINKS)
  await loadPaths(second, paths)
  const both = async (): Promise<number> => {
    await world.settle()
    const [a, b] = await Promise.all([loadPaths(first, paths), loadPaths(second, paths)])
    return a + b
  }
  const measured = await interleavedRatio(3, both, async () => {
    await world.settle()
    return loadPaths(first, paths)
  })
  const name = 'cached redirects of two processes ÷ one'
  return { name, measured, wanted: { min: 1 }, unit: 'of its throughput' }
}

/** Each round asks for links that no round before has asked for, so that none is in memory. */
const benchUncached = async (world: RedirectWorld, ours: string): Promise<Result> => {
  const bare = await startBareQuery(world.connectionString)
  let asked = FEW
  const next = (): string[] => {
    asked += UNCACHED_PER_ROUND
    return pathsFrom(asked - UNCACHED_PER_ROUND, UNCACHED_PER_ROUND)
  }
  try {
    const measured = await interleavedRatio(
      ROUNDS,
      () => loadPaths(ours, next()),
      async () => {
        await world.settle()
        return loadPaths(bare.origin, pathsFrom(FEW, UNCACHED_PER_ROUND))
      },
    )
    const name = 'uncached redirect, click recorded ÷ bare handler with the same query'
    return { name, measured, wanted: { min: 0.5 }, unit: 'of its throughput' }
  } finally {
    await bare.close()
  }
}

/** Median latency of links nobody asked for before: among many against among few. */
const benchGrowth = async (many: string, few: string): Promise<Result> => {
  let round = 0
  const latency = async (origin: string, last: number): Promise<number> => {
    const paths = pathsFrom(last - (round + 1) * TIMED_PER_ROUND, TIMED_PER_ROUND)
    return median(await timeRedirects(origin, paths, 4))
  }
  const measured = await interleavedRatio(
    ROUNDS,
    () => latency(many, MANY),
    async () => {
      const taken = await latency(few, FEW)
      round += 1
      return taken
    },
  )
  const name = `latency of an uncached redirect among ${MANY} links ÷ among ${FEW}`
  return { name, measured, wanted: { max: 1.5 }, unit: 'of its median' }
}

/** Redirects of a release's processes, loaded from a process of its own, on the given PostgreSQL server. */
export const benchRedirects = async (server: string): Promise<Result[]> => {
  const large = await openRedirectWorld(server, MANY)
  const small = await openRedirectWorld(server, FEW)
  try {
    const [first, few] = [await large.startServer(), await small.startServer()]
    const results = [await benchGrowth(first, few), await benchCached(large, first)]
    results.push(await benchUncached(large, first))
    results.push(await benchProcesses(large, first, await large.startServer()))
    return results
  } finally {
    await small.close()
    await large.close()
  }
}
