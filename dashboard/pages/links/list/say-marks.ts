import type { Link } from '#shared/contract/link-fields.ts'
import { formatDate } from '../../../ui/format-time.ts'
import { countOf } from '../short-text.ts'

/** What is special about a link, in a few words: "2 rules, password, until Nov 30, 2026". */
export const sayMarks = (link: Link): string =>
  [
    link.rules.length === 0 ? null : countOf(link.rules.length, 'rule'),
    link.app_links === null ? null : 'opens an app',
    link.has_password ? 'password' : null,
    link.click_limit === null ? null : `at most ${countOf(link.click_limit, 'click')}`,
    link.expires_at === null || link.status === 'expired' ? null : `until ${formatDate(link.expires_at)}`,
  ]
    .filter((mark) => mark !== null)
    .join(', ')
