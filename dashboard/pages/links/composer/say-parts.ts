import type { Link } from '#shared/contract/link-fields.ts'
import { formatMoment } from '../../../ui/format-time.ts'
import { countOf } from '../short-text.ts'
import type { LinkDraft } from './link-draft.ts'
import { instantOf } from './local-time.ts'
import type { FoldedPart } from './use-link-form.ts'
import { sayUtm } from './utm.ts'

function sayExpiry({ expires_at: expires, click_limit: limit }: LinkDraft): string {
  const said = [
    expires === null ? null : formatMoment(instantOf(expires)),
    limit === '' ? null : countOf(limit, 'click'),
  ].filter((part) => part !== null)
  return said.length === 0 ? 'Never' : said.join(' · ')
}

function sayApps({ app_links: { ios, android } }: LinkDraft): string {
  const set = [ios.app_id === '' ? null : 'iOS', android.app_id === '' ? null : 'Android']
  return set.filter((name) => name !== null).join(', ') || 'None'
}

function sayDetails({
  redirect_status: kind,
  forward_query: isForwarded,
  external_id: id,
}: LinkDraft): string {
  return [kind, isForwarded ? null : 'query dropped', id === '' ? null : id]
    .filter((part) => part !== null)
    .join(' · ')
}

/** What is set in each part of the composer that folds, in a few words. */
export const sayParts = (draft: LinkDraft, saved: Link | null): Record<FoldedPart, string> => ({
  utm: sayUtm(draft.destination) || 'None',
  rules:
    draft.rules.length === 0 ? 'Everybody is led to the same place' : countOf(draft.rules.length, 'rule'),
  expiry: sayExpiry(draft),
  password: draft.isProtected
    ? draft.password !== '' && saved?.has_password === true
      ? 'A new one'
      : 'Needed'
    : 'None',
  preview: draft.hasPreview ? draft.preview.title || 'Our own' : 'The destination’s own',
  apps: sayApps(draft),
  details: sayDetails(draft),
})
