import type { Command } from 'commander'
import { deleteOrganization } from '#server/organizations/delete-organization.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { listAllOrganizations } from '#server/organizations/list-all-organizations.ts'
import { purgeOrganization } from '#server/organizations/purge-organization.ts'
import { restoreOrganization } from '#server/organizations/restore-organization.ts'
import { suspendOrganization, unsuspendOrganization } from '#server/organizations/suspend-organization.ts'
import { setPlan } from '#server/plans/set-plan.ts'
import { findOrganization } from '../find-organization.ts'
import { CommandError, say, sayTable } from '../output.ts'
import { asOperator, withRuntime } from '../with-runtime.ts'

const day = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? ''

const list = (text: string | undefined, { json }: { json?: boolean }): Promise<void> =>
  withRuntime(async (runtime) => {
    const found = await asOperator(runtime, (ctx) => listAllOrganizations(ctx, text ?? null))
    if (json === true) return say(JSON.stringify(found, null, 2))
    const rows = found.map((row) => [
      row.id,
      row.slug,
      row.name,
      row.kind,
      row.plan,
      String(row.member_count),
      day(row.created_at),
      row.deleted_at === null
        ? row.suspended_at === null
          ? ''
          : 'suspended'
        : `deleted ${day(row.deleted_at)}, purged after ${day(row.purge_after)}`,
    ])
    sayTable(['ID', 'SLUG', 'NAME', 'KIND', 'PLAN', 'MEMBERS', 'CREATED', 'STATE'], rows)
  })

const show = (text: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const found = await asOperator(runtime, (ctx) => findOrganization(ctx, text))
    for (const [name, value] of Object.entries(found)) {
      const shown =
        value instanceof Date
          ? value.toISOString()
          : Array.isArray(value)
            ? value.join(', ')
            : String(value ?? '')
      say(`${name.padEnd(16)}${shown}`)
    }
  })

const restore = (text: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      await restoreOrganization(await enterAsOperator(ctx, found.id))
      return found.name
    })
    say(`${name} is restored.`)
  })

const purge = (text: string, { yes }: { yes?: boolean }): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      if (yes !== true)
        throw new CommandError(`This erases ${found.name} for good, its audit log too; add --yes to do it.`)
      if (found.deleted_at === null) {
        throw new CommandError(
          `${found.name} is in use: delete it first (guildhall organizations delete ${found.slug}).`,
        )
      }
      await purgeOrganization(await enterAsOperator(ctx, found.id))
      return found.name
    })
    say(`${name} is purged.`)
  })

const remove = (text: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      await deleteOrganization(await enterAsOperator(ctx, found.id), {})
      return found.name
    })
    say(
      `${name} is out of reach; it is purged after ${process.env.DELETION_GRACE_DAYS ?? 7} days unless you restore it.`,
    )
  })

const suspend = (text: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      await suspendOrganization(await enterAsOperator(ctx, found.id))
      return found.name
    })
    say(`${name} is suspended: its members can't open it, and visitors of its links are told so.`)
  })

const unsuspend = (text: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      await unsuspendOrganization(await enterAsOperator(ctx, found.id))
      return found.name
    })
    say(`${name} is open again.`)
  })

const choosePlan = (text: string, plan: string): Promise<void> =>
  withRuntime(async (runtime) => {
    const name = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      await setPlan(await enterAsOperator(ctx, found.id), plan)
      return found.name
    })
    say(`${name} is on the plan ${plan}.`)
  })

const listPlans = (): Promise<void> =>
  withRuntime(async (runtime) => {
    const rows = runtime.plans.plans.map((plan) => [
      plan.id,
      plan.name,
      plan.price,
      plan.limits.members === null ? 'unlimited' : String(plan.limits.members),
      plan.features.join(', '),
    ])
    sayTable(['ID', 'NAME', 'PRICE', 'MEMBERS', 'FEATURES'], rows)
    say(`New organizations start on ${runtime.plans.default_plan}.`)
  })

export const addOrganizationCommands = (program: Command): void => {
  const organizations = program
    .command('organizations')
    .description('every organization of this installation')
  organizations
    .command('list')
    .argument('[text]', 'only those whose id, slug or name holds it')
    .option('--json', 'as JSON')
    .action(list)
  organizations.command('show').argument('<organization>', 'id or slug').action(show)
  organizations
    .command('delete')
    .description('put out of reach at once; purged after the grace period')
    .argument('<organization>', 'id or slug')
    .action(remove)
  organizations
    .command('suspend')
    .description('shut its members out and stop its links, losing nothing')
    .argument('<organization>', 'id or slug')
    .action(suspend)
  organizations
    .command('unsuspend')
    .description('open a suspended organization again')
    .argument('<organization>', 'id or slug')
    .action(unsuspend)
  organizations
    .command('restore')
    .description('take back a deletion within its grace period')
    .argument('<organization>', 'id or slug')
    .action(restore)
  organizations
    .command('purge')
    .description('erase a deleted organization now, for good')
    .argument('<organization>', 'id or slug')
    .option('--yes', 'really')
    .action(purge)
  const plan = program.command('plan').description('plans and who is on them')
  plan.command('list').action(listPlans)
  plan
    .command('set')
    .argument('<organization>', 'id or slug')
    .argument('<plan>', 'id of a plan')
    .action(choosePlan)
}
