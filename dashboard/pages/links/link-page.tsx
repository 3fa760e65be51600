import { useNavigate, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { getLink } from '#shared/contract/links.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { part } from '../../ui/part.ts'
import { useDialog } from '../../ui/use-dialog.ts'
import { useRoute } from '../../use-route.ts'
import { LinkDialogs, type LinkSubject } from './acts/link-dialogs.tsx'
import { useLinkActs } from './acts/use-link-acts.ts'
import { ApprovalPanel } from './link/approval-panel.tsx'
import { LinkHeader } from './link/link-header.tsx'
import { LinkSettings } from './link/link-settings.tsx'

const LinkAnalytics = part(() => import('../analytics/link-analytics.tsx').then((file) => file.LinkAnalytics))
const LinkRules = part(() => import('./link/link-rules.tsx').then((file) => file.LinkRules))

function LinkView({ link }: { link: Link }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const acts = useLinkActs()
  const dialog = useDialog<LinkSubject>()
  return (
    <>
      <LinkHeader link={link} acts={acts} onOpen={dialog.open} />
      <ApprovalPanel link={link} acts={acts} onOpen={dialog.open} />
      {workspace.can('analytics.view') && (
        <Suspense fallback={<PageSkeleton />}>
          <LinkAnalytics linkId={link.id} />
        </Suspense>
      )}
      {link.rules.length > 0 && (
        <Suspense>
          <LinkRules link={link} />
        </Suspense>
      )}
      <LinkSettings link={link} />
      <LinkDialogs
        dialog={dialog}
        onGone={() => void navigate({ to: addressIn(workspace, 'links'), replace: true })}
      />
    </>
  )
}

/** One link: its address, its clicks, its rules and its settings in words. */
export function LinkPage() {
  const { id: orgId } = useWorkspace()
  const { linkId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRoute(getLink, { params: { orgId, linkId } })
  if (data !== undefined) return <LinkView link={data} />
  return error === null ? (
    <PageSkeleton />
  ) : (
    <ErrorState error={error} order={1} onRetry={() => void refetch()} />
  )
}
