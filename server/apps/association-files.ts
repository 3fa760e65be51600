import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { type AssociatedApp, listAssociatedApps } from './app-queries.ts'

/** As Apple describes it in "Supporting associated domains": every path of the domain opens the app. */
const renderApple = (apps: readonly AssociatedApp[]): object => ({
  applinks: {
    details: [
      {
        appIDs: apps.map((app) => `${app.team_id}.${app.identifier}`),
        components: [{ '/': '/*' }],
      },
    ],
  },
})

/** A statement list of Google's Digital Asset Links: each app may open the domain's addresses. */
const renderAndroid = (apps: readonly AssociatedApp[]): object =>
  apps.map((app) => ({
    relation: ['delegate_permission/common.handle_all_urls'],
    target: {
      namespace: 'android_app',
      package_name: app.identifier,
      sha256_cert_fingerprints: app.fingerprints,
    },
  }))

/**
 * What a domain of the organization answers as apple-app-site-association or assetlinks.json, to be sent as JSON; null
 * where it has no app of that platform.
 */
export const renderAssociationFile = async (
  runtime: Runtime,
  organizationId: string,
  kind: 'apple' | 'android',
): Promise<object | null> => {
  const apps = await inTransaction(runtime.database, async (tx) => {
    await setTenancy(tx, { organization_id: organizationId })
    return listAssociatedApps(tx, organizationId, kind === 'apple' ? 'ios' : 'android')
  })
  if (apps.length === 0) return null
  return kind === 'apple' ? renderApple(apps) : renderAndroid(apps)
}
