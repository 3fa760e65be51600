import type { Link } from '#shared/contract/link-fields.ts'
import { formatFully } from '../../../ui/format-time.ts'
import { countOf } from '../short-text.ts'

interface Setting {
  name: string
  words: string
}

const KINDS: Record<number, string> = {
  301: 'moved permanently (301): browsers may remember it, so changes and clicks can be missed',
  302: 'found (302): browsers ask again each time',
  307: 'temporary (307): browsers ask again each time, and posted forms stay posted',
}

function sayEnd({ expires_at: expires, click_limit: limit, expired_destination: then }: Link): string | null {
  const ends = [
    expires === null ? null : `on ${formatFully(expires)}`,
    limit === null ? null : `after ${countOf(limit, 'click')}`,
  ].filter((end) => end !== null)
  if (ends.length === 0) return null
  return `${ends.join(' or ')}; then it leads to ${then ?? 'a page that says so'}`
}

function sayApps({ app_links: apps }: Link): string | null {
  const opened = [
    apps?.ios === undefined ? null : `${apps.ios.url} on iOS`,
    apps?.android === undefined ? null : `${apps.android.url} on Android`,
  ].filter((app) => app !== null)
  return opened.length === 0 ? null : opened.join(', ')
}

/** A link's settings in words; what is not set is left out. */
export function saySettings(link: Link): Setting[] {
  const settings: [string, string | null][] = [
    ['Ends', sayEnd(link)],
    ['Password', link.has_password ? 'asked of every visitor' : null],
    ['Redirect', KINDS[link.redirect_status] ?? String(link.redirect_status)],
    ['Visitor’s query', link.forward_query ? 'passed on to the destination' : 'dropped'],
    ['Opens the app', sayApps(link)],
    ['Preview', link.preview === null ? null : link.preview.title || 'of our own'],
    ['External id', link.external_id],
    ['Description', link.description || null],
    ['Notes', link.notes || null],
  ]
  return settings.flatMap(([name, words]) => (words === null ? [] : [{ name, words }]))
}
