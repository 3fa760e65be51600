import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

/** Suspends an organization (an instant) or ends that (null); false where it stood so already. */
export const setSuspension = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  suspendedAt: Date | null,
): Promise<boolean> => {
  const changed = await tx
    .updateTable('organizations')
    .set({ suspended_at: suspendedAt })
    .where('id', '=', organizationId)
    .where('suspended_at', suspendedAt === null ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}
