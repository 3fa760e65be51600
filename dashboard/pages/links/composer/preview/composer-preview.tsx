import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Link } from '#shared/contract/link-fields.ts'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { formatMoment } from '../../../../ui/format-time.ts'
import { withoutScheme } from '../../short-text.ts'
import type { LinkDraft } from '../link-draft.ts'
import { instantOf } from '../local-time.ts'
import { ruleOf } from '../rules/rule-draft.ts'
import { sayConditions } from '../rules/say-conditions.ts'
import { chosenDomain, useLinkDomains } from '../use-link-domains.ts'
import classes from './composer-preview.module.css'
import { LinkQr, SavedLinkQr } from './link-qr.tsx'
import { MessengerCard } from './messenger-card.tsx'

interface ComposerPreviewProps {
  draft: LinkDraft
  /** Null for a new link. */
  saved: Link | null
}

/** The short address as it will be; with dots where the server will choose the slug. */
function useShortAddress({ draft, saved }: ComposerPreviewProps) {
  const domains = useLinkDomains()
  const host =
    chosenDomain(domains, draft.domain_id)?.label ??
    withoutScheme(saved?.short_url ?? location.origin).split('/')[0]
  const slug = draft.slug.trim()
  const isSaved =
    saved !== null && slug === saved.slug && (draft.domain_id ?? '') === (saved.domain?.id ?? '')
  return {
    host: host ?? '',
    slug,
    address: isSaved ? saved.short_url : `${location.protocol}//${host}/${slug}`,
    isSaved,
  }
}

function LeadsTo({ draft }: { draft: LinkDraft }) {
  const destination = draft.destination.trim()
  const ends = [
    draft.expires_at === null ? null : `from ${formatMoment(instantOf(draft.expires_at))}`,
    draft.click_limit === '' ? null : `after ${draft.click_limit.toLocaleString()} clicks`,
  ].filter((end) => end !== null)
  return (
    <ul className={classes.leads}>
      {draft.rules.map((rule) => (
        <li key={rule.key}>
          <span className={classes.condition}>
            {sayConditions(ruleOf(rule).conditions).join(', ') || 'A rule without conditions'}
          </span>
          {withoutScheme(rule.destination) || '…'}
        </li>
      ))}
      <li>
        {draft.rules.length > 0 && <span className={classes.condition}>everybody else</span>}
        {withoutScheme(destination) || 'Nowhere yet'}
      </li>
      {ends.length > 0 && (
        <li>
          <span className={classes.condition}>{ends.join(' or ')}</span>
          {withoutScheme(draft.expired_destination) || 'a page that says the link has ended'}
        </li>
      )}
    </ul>
  )
}

function Qr({ saved, address, isSaved }: { saved: Link | null; address: string; isSaved: boolean }) {
  const [settled] = useDebouncedValue(address, 300)
  const label = `QR code of ${withoutScheme(settled)}`
  if (saved !== null && isSaved) return <SavedLinkQr linkId={saved.id} label={label} />
  return <LinkQr text={`${settled}?qr=1`} label={label} />
}

/** What the link will be: its address, its QR code, where it leads and how messengers show it. */
export function ComposerPreview(props: ComposerPreviewProps) {
  const { host, slug, address, isSaved } = useShortAddress(props)
  return (
    <section className={classes.panel} aria-label="Preview">
      <div>
        <h2 className={classes.heading}>Short link</h2>
        <div className={classes.address}>
          {slug === '' ? `${host}/·······` : withoutScheme(address)}
          {isSaved && <CopyButton value={address} label="Copy the short link" />}
        </div>
      </div>
      <div>
        <h2 className={classes.heading}>QR code</h2>
        {slug === '' ? (
          <Text size="sm" c="dimmed">
            Drawn once the link has a slug.
          </Text>
        ) : (
          <Qr saved={props.saved} address={address} isSaved={isSaved} />
        )}
      </div>
      <div>
        <h2 className={classes.heading}>Leads to</h2>
        <LeadsTo draft={props.draft} />
      </div>
      <div>
        <h2 className={classes.heading}>In messengers</h2>
        <MessengerCard draft={props.draft} host={host} />
      </div>
    </section>
  )
}
