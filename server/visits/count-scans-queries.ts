import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

/** Scans of each of these links; links without a click are left out. */
export const listScans = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkIds: readonly string[],
): Promise<{ link_id: string; scans: number }[]> =>
  tx
    .selectFrom('link_counts')
    .select(['link_id', 'scans'])
    .where('organization_id', '=', organizationId)
    .where('link_id', 'in', linkIds)
    .execute()
