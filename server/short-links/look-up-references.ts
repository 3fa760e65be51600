import { listAppSchemes } from '#server/apps/app-schemes.ts'
import { findDefaultDomain, findUsableDomain, type Hostname } from '#server/domains/find-usable-domain.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import type { LinkChanges } from './link-row.ts'
import { findOwnApps, findOwnIds, type OwnApp } from './reference-queries.ts'

/** What links may point at: read once for a whole set of them. */
export interface References {
  domains: ReadonlyMap<string, Hostname | DomainError>
  defaultDomain: Hostname | null
  projects: ReadonlySet<string>
  tags: ReadonlySet<string>
  apps: ReadonlyMap<string, OwnApp>
  schemes: ReadonlySet<string>
}

const distinct = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
]

const lookUpDomains = async (
  ctx: OrganizationContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Hostname | DomainError>> => {
  const found = new Map<string, Hostname | DomainError>()
  for (const id of ids) {
    found.set(
      id,
      await findUsableDomain(ctx, id).catch((error: unknown) => {
        if (error instanceof DomainError) return error
        throw error
      }),
    )
  }
  return found
}

/** Reads what the inputs name, of this organization alone. `isNew`: links without a domain get the default one. */
export const lookUpReferences = async (
  ctx: OrganizationContext,
  inputs: readonly (LinkChanges & { add_tag_ids?: string[] | undefined })[],
  isNew: boolean,
): Promise<References> => {
  const { tx, organization } = ctx
  const appIds = inputs.flatMap((input) => [input.app_links?.ios?.app_id, input.app_links?.android?.app_id])
  const tagIds = inputs.flatMap((input) => [...(input.tag_ids ?? []), ...(input.add_tag_ids ?? [])])
  const projectIds = inputs.map((input) => input.project_id)
  const needsDefault = isNew && inputs.some((input) => input.domain_id === undefined)
  return {
    domains: await lookUpDomains(ctx, distinct(inputs.map((input) => input.domain_id))),
    defaultDomain: needsDefault ? await findDefaultDomain(ctx) : null,
    projects: await findOwnIds(tx, organization.id, 'projects', distinct(projectIds)),
    tags: await findOwnIds(tx, organization.id, 'tags', distinct(tagIds)),
    apps: await findOwnApps(tx, organization.id, distinct(appIds)),
    schemes: await listAppSchemes(ctx),
  }
}
