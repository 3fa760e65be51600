import { slugKeyOf } from '#server/addresses/slug-key.ts'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError, invalid, permissionDenied } from '#server/kernel/errors.ts'
import { settingsOf } from '#server/organizations/get-organization.ts'
import { findDestinationProblem, OPEN_SCHEMES, schemeOf } from '#shared/link-destinations.ts'
import type { LinkChanges } from './link-row.ts'
import type { References } from './look-up-references.ts'

/** Where a link may lead. */
interface Leading {
  destination?: string | undefined
  expired_destination?: string | null | undefined
  rules?: readonly { destination: string }[] | undefined
}

/** Everything a link may lead to, with the field that says so. */
const destinationsOf = (input: Leading): [field: string, destination: string][] => [
  ...(input.destination === undefined ? [] : [['destination', input.destination] as [string, string]]),
  ...(input.expired_destination
    ? [['expired_destination', input.expired_destination] as [string, string]]
    : []),
  ...(input.rules ?? []).map((rule, index): [string, string] => [
    `rules.${index}.destination`,
    rule.destination,
  ]),
]

const refuseForeignSchemes = (input: LinkChanges, { schemes }: References): void => {
  for (const [field, destination] of destinationsOf(input)) {
    const scheme = schemeOf(destination) ?? ''
    if (OPEN_SCHEMES.has(scheme) || schemes.has(scheme)) continue
    const rule = `must be a web address, or of an app that is registered here: ${scheme}: is not`
    throw new DomainError(400, 'destination_scheme', `${field}: ${rule}`, {
      scheme,
      fields: [{ field, rule }],
    })
  }
}

const refuseForeignReferences = (input: LinkChanges, known: References): void => {
  const domain = input.domain_id ? known.domains.get(input.domain_id) : undefined
  if (domain instanceof DomainError) throw domain
  if (input.project_id && !known.projects.has(input.project_id))
    throw invalid('project_id', 'must be a project of this organization')
  if (input.tag_ids?.some((id) => !known.tags.has(id)))
    throw invalid('tag_ids', 'must be tags of this organization')
}

const refuseForeignApps = (input: LinkChanges, { apps }: References): void => {
  for (const platform of ['ios', 'android'] as const) {
    const given = input.app_links?.[platform]
    if (given === undefined) continue
    const app = apps.get(given.app_id)
    if (app?.platform !== platform)
      throw invalid(`app_links.${platform}.app_id`, `must be an ${platform} app of this organization`)
    const problem = findDestinationProblem(given.url)
    if (problem !== null) throw invalid(`app_links.${platform}.url`, problem)
    const scheme = schemeOf(given.url)
    if (scheme !== 'https' && scheme !== app.url_scheme)
      throw invalid(`app_links.${platform}.url`, 'must have the scheme of the app, or https')
  }
}

/** @throws 400, 404, 409 for what the input names and this organization does not have or may not use. */
export const refuseForeignThings = (input: LinkChanges, known: References): void => {
  refuseForeignReferences(input, known)
  refuseForeignSchemes(input, known)
  refuseForeignApps(input, known)
}

/** @throws 403 without `smart_links.manage`, where rules or app links are given. */
export const authorizeRules = (ctx: OrganizationContext, input: LinkChanges): void => {
  const isSmart = (input.rules?.length ?? 0) > 0 || (input.app_links ?? null) !== null
  if (isSmart && !can(ctx, 'smart_links.manage')) throw permissionDenied('smart_links.manage')
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const placeOf = (url: URL): string =>
  `${url.host}/${slugKeyOf(decoded(url.pathname).replace(/^\/+|[/+]+$/g, ''))}`

/** @throws 400 where a link would lead to itself, in whatever way its address is written. */
export const refuseLoop = (input: Leading, shortUrl: string): void => {
  const own = placeOf(new URL(shortUrl))
  for (const [field, destination] of destinationsOf(input)) {
    const isWeb = ['http', 'https'].includes(schemeOf(destination) ?? '')
    if (isWeb && placeOf(new URL(destination)) === own)
      throw invalid(field, 'must not be the address of the link itself')
  }
}

/** True when what this actor lets a link lead to must wait for somebody's approval. */
export const needsApproval = (ctx: OrganizationContext): boolean =>
  settingsOf(ctx.organization.settings).requireApprovalForLinks && !can(ctx, 'links.approve')
