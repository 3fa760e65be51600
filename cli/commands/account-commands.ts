import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { z } from 'zod'
import { createOperator } from '#server/identity/create-operator.ts'
import { email as emailField, line, password as passwordField } from '#shared/contract/fields.ts'
import { CommandError, say } from '../output.ts'
import { asOperator, withRuntime } from '../with-runtime.ts'

const account = z.object({ name: line(100), email: emailField, password: passwordField })

const readFirstLine = async (): Promise<string> => {
  for await (const text of createInterface({ input: process.stdin })) return text
  return ''
}

const create = async (options: { email: string; name?: string; passwordStdin?: boolean }): Promise<void> => {
  if (options.passwordStdin !== true) {
    throw new CommandError(
      'Give the password on standard input, with --password-stdin: arguments are seen by others.',
    )
  }
  const given = account.safeParse({
    name: options.name ?? options.email.split('@')[0],
    email: options.email,
    password: await readFirstLine(),
  })
  if (!given.success) {
    throw new CommandError(
      given.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    )
  }
  const made = await withRuntime((runtime) => asOperator(runtime, (ctx) => createOperator(ctx, given.data)))
  say(`${made.email} operates this installation now (${made.id}).`)
}

export const addAccountCommands = (program: Command): void => {
  program
    .command('create-operator')
    .description('make an account that operates this installation, its e-mail taken as verified')
    .requiredOption('--email <email>')
    .option('--name <name>', 'the part before @ when left out')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .action(create)
}
