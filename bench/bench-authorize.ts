import { authorize } from '#server/kernel/authorize.ts'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { ALL_PERMISSIONS, SYSTEM_ROLES } from '#shared/permissions.ts'
import { median, type Result } from './ratio.ts'

const DECISIONS = 2_000_000

/** Decisions a second on one core: an admin's standing, every permission in turn, refusals left out. */
export const benchAuthorize = (): Result => {
  const permissions = new Set(SYSTEM_ROLES.admin.permissions)
  const asked = ALL_PERMISSIONS.filter((permission) => permissions.has(permission))
  const id = 'org_bench' as AuthorizedOrganizationId
  const ctx = {
    standing: { memberId: null, roleId: null, roleKey: 'admin', roleName: 'Admin', level: 80, permissions },
    organization: { id, name: '', slug: '', kind: 'organization' as const, plan: '', settings: {} },
  }
  const record = { organization_id: id }
  const rounds = Array.from({ length: 7 }, () => {
    const start = performance.now()
    for (let i = 0; i < DECISIONS; i++) {
      const permission = asked[i % asked.length]
      if (permission !== undefined) authorize(ctx, permission, record)
    }
    return DECISIONS / (performance.now() - start) / 1000
  })
  return {
    name: 'authorize',
    measured: median(rounds),
    wanted: { min: 2 },
    unit: 'million decisions a second',
  }
}
