import type { App } from './app-words.ts'

/** The apps of a platform whose name or identifier holds a text, sorted as the list asks: `name`, `-created_at`. */
export function matchingApps(
  apps: readonly App[],
  { search, platform, sort }: { search: string; platform: string; sort: string },
): App[] {
  const wanted = search.trim().toLowerCase()
  const matching = apps.filter(
    (app) =>
      (platform === 'all' || app.platform === platform) &&
      `${app.name} ${app.identifier}`.toLowerCase().includes(wanted),
  )
  const sign = sort.startsWith('-') ? -1 : 1
  return matching.sort((one, other) =>
    sort.endsWith('created_at')
      ? sign * one.created_at.localeCompare(other.created_at)
      : sign * one.name.localeCompare(other.name),
  )
}
