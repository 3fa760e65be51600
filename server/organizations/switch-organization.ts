import { mintContextToken } from '#server/identity/mint-context-token.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden } from '#server/kernel/errors.ts'
import type { switchOrganization as contract } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { updateActiveOrganization } from './workspace-queries.ts'

/**
 * A token that names this organization, and the workspace that the dashboard opens next. It ends with the session or
 * key that asked for it, and carries no more than that may do.
 * @throws 403 `person_required` for a key of the organization.
 */
export const switchOrganization = async (
  ctx: OrganizationContext,
): Promise<RouteResponse<typeof contract>> => {
  const { actor, organization, standing } = ctx
  if (actor.kind !== 'person' || actor.id === null) {
    throw forbidden('person_required', 'A key of an organization has no other to switch to.')
  }
  await updateActiveOrganization(ctx.tx, actor.id, organization.id)
  const claims = {
    userId: actor.id,
    sessionId: actor.sessionId,
    personalKeyId: actor.via?.kind === 'api_key' ? actor.via.id : null,
    organizationId: organization.id,
  }
  return {
    token: await mintContextToken(ctx.runtime, claims, ctx.now),
    user: { id: actor.id, email: actor.email ?? '', name: actor.name },
    organization: { id: organization.id, name: organization.name, role: standing.roleKey },
  }
}
