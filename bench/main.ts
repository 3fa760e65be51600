import { benchAnalytics } from './bench-analytics.ts'
import { benchAuthorize } from './bench-authorize.ts'
import { benchClicks } from './bench-clicks.ts'
import { benchLinkList } from './bench-link-list.ts'
import { benchAudit, benchMembers } from './bench-lists.ts'
import { benchOrganization } from './bench-organization.ts'
import { benchRedirects } from './bench-redirect.ts'
import { benchStart } from './bench-start.ts'
import { openBenchWorld } from './bench-world.ts'
import { type Result, report } from './ratio.ts'

const server = process.env.BENCH_DATABASE_URL
const results: Result[] = [benchAuthorize(), ...(await benchStart())]
if (server === undefined) {
  process.stdout.write(
    'Set BENCH_DATABASE_URL to a PostgreSQL server (it may create databases) for the rest.\n',
  )
} else {
  const world = await openBenchWorld(server)
  try {
    results.push(await benchOrganization(world), ...(await benchMembers(world)))
    results.push(...(await benchLinkList(world)), await benchAudit(world))
  } finally {
    await world.close()
  }
  results.push(
    ...(await benchRedirects(server)),
    await benchClicks(server),
    ...(await benchAnalytics(server)),
  )
}
if (!report(results)) process.exitCode = 1
