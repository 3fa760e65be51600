import type { AppTarget, FoundAddress, LinkTarget } from '#server/addresses/found-address.ts'
import type { VisitorFacts } from '#server/short-links/rules/choose-destination.ts'
import { findDestinationProblem } from '#shared/link-destinations.ts'

const PLATFORMS = { iOS: 'ios', Android: 'android' } as const

/** The app that a link opens on the visitor's device, and what it opens there; null where it opens none. */
export const findOpenableApp = (
  found: FoundAddress,
  link: LinkTarget,
  visitor: VisitorFacts,
): { app: AppTarget; url: string } | null => {
  const system = visitor.operatingSystem
  if (system !== 'iOS' && system !== 'Android') return null
  const platform = PLATFORMS[system]
  const asked = link.app_links?.[platform]
  if (asked === undefined) return null
  const app = found.apps?.find((one) => one.id === asked.app_id && one.platform === platform)
  // What is never a destination is no app's address either, whoever wrote it into the row.
  if (app === undefined || findDestinationProblem(asked.url) !== null) return null
  return { app, url: asked.url }
}
