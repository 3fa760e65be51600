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
