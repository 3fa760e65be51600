import { buildApp } from '#server/app.ts'
import { runAudited } from '#server/audit/run-audited.ts'
import { createOperator } from '#server/identity/create-operator.ts'
import { findAccountByEmail } from '#server/identity/find-account.ts'
import type { Context } from '#server/kernel/context.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { createDemoClient } from './demo-client.ts'
import { DEMO_FOUNDER, DEMO_ORGANIZATION, DEMO_PEOPLE, demoEmail } from './demo-story.ts'
import { playClicks } from './play-clicks.ts'
import { playDemo } from './play-demo.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const STORY_DAYS = 28

/** The same for one installation, so that a restart can print it again; of no use anywhere else. */
const demoPassword = (runtime: Runtime): string =>
  `demo-${runtime.secrets.sign('demo', 'password').slice(0, 16)}`

const asOperator = <T>(runtime: Runtime, act: (ctx: Context) => Promise<T>): Promise<T> => {
  const via = { kind: 'cli' as const, id: null, name: 'npm start -- --demo' }
  return runAudited(
    runtime,
    { actor: instanceActor('operator', 'Demo', via), database: runtime.database },
    act,
  )
}

/**
 * Loads an organization of twelve people in three teams with four weeks of history and of clicks, once, through the
 * API and at times past. Answers the lines that say how to sign in.
 */
export const loadDemo = async (runtime: Runtime): Promise<string[]> => {
  if (runtime.config.smtpUrl !== null) {
    return ['The demo is not loaded while SMTP_URL is set: it would mail people who do not exist.']
  }
  const password = demoPassword(runtime)
  const email = demoEmail(DEMO_FOUNDER)
  const lines = [
    `Demo: ${DEMO_ORGANIZATION}. Sign in as ${email} (owner) or, for one of the others,`,
    `  ${DEMO_PEOPLE.slice(0, 3)
      .map(({ name, role }) => `${demoEmail(name)} (${role})`)
      .join(', ')};`,
    `  password ${password}`,
  ]
  if ((await asOperator(runtime, (ctx) => findAccountByEmail(ctx, email))) !== undefined) return lines
  let at = Date.now() - STORY_DAYS * DAY_MS
  const past: Runtime = { ...runtime, clock: () => new Date(at) }
  const app = await buildApp(past, { areRatesLimited: false })
  const passDays = (days: number): void => {
    at = Math.min(at + days * DAY_MS, Date.now())
  }
  await asOperator(past, (ctx) => createOperator(ctx, { name: DEMO_FOUNDER, email, password }))
  const { organizationId, links } = await playDemo(createDemoClient(app), { email, password, passDays })
  await app.close()
  await playClicks(runtime, organizationId, links)
  return lines
}
