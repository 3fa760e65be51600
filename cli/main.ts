import { Command } from 'commander'
import { BackupError } from '#server/kernel/backup/backup-format.ts'
import { ConfigError } from '#server/kernel/config.ts'
import { EmbeddedPostgresError } from '#server/kernel/database/embedded/embedded-postgres-error.ts'
import { MigrationError } from '#server/kernel/database/migration-error.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { addAccountCommands } from './commands/account-commands.ts'
import { addAuditCommands } from './commands/audit-commands.ts'
import { addOrganizationCommands } from './commands/organization-commands.ts'
import { addUpkeepCommands } from './commands/upkeep-commands.ts'
import { CommandError, complain } from './output.ts'

const EX_CONFIG = 78
const MENDABLE = [CommandError, ConfigError, DomainError, BackupError, EmbeddedPostgresError, MigrationError]

const program = new Command('guildhall')
  .description('For operators: runs on the database of the same settings as the server, also while it is up.')
  .showHelpAfterError()
addAccountCommands(program)
addOrganizationCommands(program)
addAuditCommands(program)
addUpkeepCommands(program)

program.parseAsync().then(
  () => process.exit(0),
  (error: unknown) => {
    const isMendable = MENDABLE.some((kind) => error instanceof kind)
    complain(
      error instanceof Error ? (isMendable ? error.message : (error.stack ?? error.message)) : String(error),
    )
    process.exit(error instanceof ConfigError ? EX_CONFIG : 1)
  },
)
