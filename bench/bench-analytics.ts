import { getAnalytics } from '#shared/contract/analytics.ts'
import { openBenchWorld } from './bench-world.ts'
import { fillClicks } from './fill-clicks.ts'
import { median, type Result, timed } from './ratio.ts'

const CLICKS = Number(process.env.BENCH_CLICKS ?? 300_000)
const BUDGET_MS = 300
const ROUNDS = 9
const BREAKDOWNS = 'link,country,device,os,browser,language,referrer,utm_source,utm_campaign,trigger'

/** The overview with ten breakdowns and the period before, as the dashboard asks for it, over a year of clicks. */
export const benchAnalytics = async (server: string): Promise<Result[]> => {
  const world = await openBenchWorld(server)
  try {
    await fillClicks(world.connectionString, world.organizationId, CLICKS)
    const path = getAnalytics.path.replace(':orgId', world.organizationId)
    const headers = { authorization: `Bearer ${world.owner.token}` }
    const ask = (query: string) => async (): Promise<void> => {
      const url = `${path}?${query}&breakdowns=${BREAKDOWNS}`
      const answer = await world.app.inject({ method: 'GET', url, headers })
      if (answer.statusCode !== 200) throw new Error(answer.payload)
    }
    const results: Result[] = []
    for (const preset of ['30d', '12m', 'all']) {
      const request = ask(`preset=${preset}&zone=Europe/Berlin`)
      await request()
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++) times.push(await timed(request))
      const name = `analytics overview (${preset}) over ${CLICKS} clicks ÷ ${BUDGET_MS} ms`
      results.push({ name, measured: median(times) / BUDGET_MS, wanted: { max: 1 }, unit: 'of the budget' })
    }
    return results
  } finally {
    await world.close()
  }
}
