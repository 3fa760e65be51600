import type { createApp } from '#shared/contract/apps.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import type { App } from './app-words.ts'

/** What the form holds; texts that may be left empty are '' there. */
export interface AppFormValues {
  platform: App['platform']
  name: string
  identifier: string
  team_id: string
  fingerprints: string
  url_scheme: string
  store_url: string
}

/** The form of an app, or of a new one. */
export const formValuesOf = (app: App | null): AppFormValues => ({
  platform: app?.platform ?? 'ios',
  name: app?.name ?? '',
  identifier: app?.identifier ?? '',
  team_id: app?.team_id ?? '',
  fingerprints: app?.fingerprints.join('\n') ?? '',
  url_scheme: app?.url_scheme ?? '',
  store_url: app?.store_url ?? '',
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What the server takes: only the platform's own fields, fingerprints one a line or separated by commas. */
export const bodyOf = (values: AppFormValues): RouteRequest<typeof createApp>['body'] => ({
  platform: values.platform,
  name: values.name,
  identifier: values.identifier.trim(),
  team_id: values.platform === 'ios' ? orNull(values.team_id)?.toUpperCase() : null,
  fingerprints:
    values.platform === 'android'
      ? values.fingerprints
          .toUpperCase()
          .split(/[\s,;]+/)
          .filter((line) => line !== '')
      : [],
  // People paste it with what follows it in an address.
  url_scheme: orNull(values.url_scheme.toLowerCase().replace(/:.*$/, '')),
  store_url: values.store_url.trim(),
})
