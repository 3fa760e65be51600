import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { exportAuditLogs } from '#server/audit/export-audit-logs.ts'
import { holdsAuditLink } from '#server/audit/holds-audit-link.ts'
import { type ChainReport, verifyAuditChain } from '#server/audit/verify-audit-chain.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { listAllOrganizations } from '#server/organizations/list-all-organizations.ts'
import { findOrganization } from '../find-organization.ts'
import { CommandError, complain, say } from '../output.ts'
import { asOperator, withRuntime } from '../with-runtime.ts'

const tell = (slug: string, report: ChainReport): void => {
  const head = report.head === null ? 'no entries yet' : `head ${report.head.sequence}:${report.head.hash}`
  const cut = report.cut === null ? '' : `, entries up to ${report.cut.sequence} removed by retention`
  if (report.isIntact) say(`intact  ${slug}: ${report.entries} entries, ${head}${cut}`)
  else complain(`BROKEN  ${slug}: at entry ${report.firstBroken?.sequence}: ${report.firstBroken?.reason}`)
}

/** `sequence:hash` as an earlier check printed it: a log that was put back does not hold it. */
const requireLink = async (runtime: Runtime, organizationId: string, expected: string): Promise<void> => {
  const [, sequence, hash] = /^(\d+):([0-9a-f]+)$/.exec(expected) ?? []
  if (sequence === undefined || hash === undefined) {
    throw new CommandError('--expect-head: must be sequence:hash, as an earlier check printed it')
  }
  const found = await holdsAuditLink(runtime, organizationId, { sequence: Number(sequence), hash })
  if (found === 'lost')
    throw new CommandError(`The log was put back or rewritten: it does not hold ${expected}.`)
  if (found === 'cut') complain(`Retention removed entry ${sequence} since; give a later head.`)
}

const verifyOne = async (
  runtime: Runtime,
  target: { id: string; slug: string },
  expected?: string,
): Promise<boolean> => {
  const report = await verifyAuditChain(runtime, target.id)
  tell(target.slug, report)
  if (expected !== undefined) await requireLink(runtime, target.id, expected)
  return report.isIntact
}

const verify = (text: string | undefined, { expectHead }: { expectHead?: string }): Promise<void> =>
  withRuntime(async (runtime) => {
    if (text === undefined && expectHead !== undefined)
      throw new CommandError('--expect-head goes with one organization.')
    const targets = await asOperator(runtime, async (ctx) =>
      text === undefined ? listAllOrganizations(ctx) : [await findOrganization(ctx, text)],
    )
    let isIntact = true
    for (const target of targets) isIntact = (await verifyOne(runtime, target, expectHead)) && isIntact
    if (!isIntact) throw new CommandError('The audit log was tampered with.')
  })

const download = (text: string, options: { format: 'csv' | 'ndjson'; output?: string }): Promise<void> =>
  withRuntime(async (runtime) => {
    const answer = await asOperator(runtime, async (ctx) => {
      const found = await findOrganization(ctx, text)
      return exportAuditLogs(await enterAsOperator(ctx, found.id), { format: options.format })
    })
    if (options.output === undefined) {
      for await (const piece of answer.pieces) process.stdout.write(piece)
      return
    }
    await pipeline(
      Readable.from(answer.pieces),
      createWriteStream(options.output, { flags: 'wx', mode: 0o600 }),
    )
    complain(`Written to ${options.output}`)
  })

export const addAuditCommands = (program: Command): void => {
  const audit = program.command('audit').description('the audit logs')
  audit
    .command('verify')
    .description('recompute every link of the hash chain; exit code 1 when one is broken')
    .argument('[organization]', 'id or slug; all of them when left out')
    .option('--expect-head <sequence:hash>', 'a head that an earlier check printed')
    .action(verify)
  audit
    .command('export')
    .argument('<organization>', 'id or slug')
    .addOption(new Option('--format <format>').choices(['csv', 'ndjson']).default('csv'))
    .option('--output <file>', 'a new file; standard output when left out')
    .action(download)
}
