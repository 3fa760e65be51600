import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

/** What an operator's command does, without its audit entry. */
export const setPlanDirectly = async (
  runtime: Runtime,
  organizationId: string,
  plan: string,
): Promise<void> => {
  await runtime.ownerDatabase.kysely
    .updateTable('organizations')
    .set({ plan })
    .where('id', '=', organizationId)
    .execute()
}

/** Spares tests of other things the mail of verification. */
export const verifyEmailDirectly = async (runtime: Runtime, userId: string): Promise<void> => {
  await runtime.ownerDatabase.kysely
    .updateTable('users')
    .set({ email_verified: true })
    .where('id', '=', userId)
    .execute()
}

/** A proved domain without its name server; answers its id. */
export const proveDomainDirectly = async (
  runtime: Runtime,
  organizationId: string,
  hostname: string,
  isDefault = false,
): Promise<string> => {
  const id = newId('dom')
  const verified_at = new Date()
  await runtime.ownerDatabase.kysely
    .insertInto('domains')
    .values({
      organization_id: organizationId,
      id,
      hostname,
      token: id,
      verified_at,
      is_default: isDefault,
    })
    .execute()
  return id
}
