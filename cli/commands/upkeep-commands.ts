import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { restoreBackup } from '#server/kernel/backup/restore-backup.ts'
import { writeBackup } from '#server/kernel/backup/write-backup.ts'
import { type Config, loadConfig } from '#server/kernel/config.ts'
import { sendTestMail } from '#server/kernel/mailer/verify-smtp.ts'
import { examineInstallation } from '../examine-installation.ts'
import { CommandError, say, sayTable } from '../output.ts'
import { withDatabase } from '../with-runtime.ts'

const secretFileOf = (config: Config): string => join(config.dataFolder, 'secret')

const backup = async (file: string): Promise<void> => {
  const config = loadConfig(process.env)
  const secretFile = secretFileOf(config)
  const hasSecret = process.env.SECRET === undefined && existsSync(secretFile)
  const saved = await withDatabase(config, (connectionString) =>
    writeBackup(connectionString, file, hasSecret ? { secretFile } : {}),
  )
  say(`${saved.rows} rows of ${saved.tables} tables are in ${saved.file}.`)
  say(
    hasSecret
      ? 'It holds the secret too: keep it safe.'
      : 'SECRET is set in the environment and not in the backup: keep it too.',
  )
}

const restore = async (file: string): Promise<void> => {
  // Before the configuration is read: that would make a new secret, and the backup brings its own.
  const dataFolder = process.env.GUILDHALL_DATA ?? './data'
  const secretFile = join(dataFolder, 'secret')
  const target = process.env.DATABASE_URL ? { connectionString: process.env.DATABASE_URL } : { dataFolder }
  const found = await restoreBackup(file, { ...target, secretFile })
  say(`${found.rows} rows of ${found.tables} tables are back, as they were at ${found.created_at}.`)
  if (found.replaced_secret !== null) say(`The secret that was there is kept as ${found.replaced_secret}.`)
  if (!found.has_secret) say('The backup holds no secret: set SECRET to the one it was made with.')
}

const testMail = async (to: string): Promise<void> => {
  const result = await sendTestMail(loadConfig(process.env), to, new Date())
  if (!result.isWorking) throw new CommandError(result.message)
  say(`Sent to ${to}: ${result.message}`)
}

const examine = async (): Promise<void> => {
  const findings = await examineInstallation()
  sayTable(
    ['', 'WHAT', 'FOUND'],
    findings.map(({ isWell, what, found }) => [isWell ? 'ok' : 'FAIL', what, found]),
  )
  if (findings.some(({ isWell }) => !isWell)) throw new CommandError('Something needs mending.')
}

export const addUpkeepCommands = (program: Command): void => {
  program
    .command('doctor')
    .description('look at configuration, database, migrations, mail and clock')
    .action(examine)
  const mail = program.command('mail').description('outgoing mail')
  mail.command('test').description('send a test mail now').argument('<address>').action(testMail)
  program
    .command('backup')
    .description('save the whole database, as it is at one moment, and the secret into one new file')
    .argument('<file>', 'a new .tar.gz')
    .action(backup)
  program
    .command('restore')
    .description('bring a backup back into a place that holds no database yet')
    .argument('<file>', 'a backup')
    .action(restore)
}
