import { invalid } from '#server/kernel/errors.ts'
import { NEVER_SCHEMES, OPEN_SCHEMES } from '#shared/link-destinations.ts'

interface Described {
  identifier: string
  team_id: string | null
  fingerprints: readonly string[]
  url_scheme: string | null
}

const PACKAGE_NAME = /^[a-z]\w*(\.[a-z]\w*)+$/i
const BUNDLE_ID = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/i

const refuseBadIos = ({ identifier, team_id, fingerprints }: Described): void => {
  if (!BUNDLE_ID.test(identifier)) throw invalid('identifier', 'must be a bundle id like com.example.app')
  if (team_id === null)
    throw invalid('team_id', "must be given for an iOS app: Apple's association file names it")
  if (fingerprints.length > 0) throw invalid('fingerprints', 'belong to Android apps only')
}

const refuseBadAndroid = ({ identifier, team_id, fingerprints }: Described): void => {
  if (!PACKAGE_NAME.test(identifier))
    throw invalid('identifier', 'must be a package name like com.example.app')
  if (team_id !== null) throw invalid('team_id', 'belongs to iOS apps only')
  if (fingerprints.length === 0)
    throw invalid('fingerprints', "must hold at least one: Google's association file names them")
}

const refuseBadScheme = (scheme: string | null): void => {
  if (scheme === null) return
  if (NEVER_SCHEMES.has(scheme)) throw invalid('url_scheme', `must not be ${scheme}`)
  if (OPEN_SCHEMES.has(scheme))
    throw invalid('url_scheme', `must be the app's own; ${scheme} belongs to everybody`)
}

/** @throws 400 naming the field that does not fit the platform. */
export const refuseBadApp = (platform: 'ios' | 'android', described: Described): void => {
  if (platform === 'ios') refuseBadIos(described)
  else refuseBadAndroid(described)
  refuseBadScheme(described.url_scheme)
}
