import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { getLink } from '#shared/contract/links.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useRoute } from '../../use-route.ts'
import { LinkComposer } from './composer/link-composer.tsx'
import { draftOf } from './composer/link-draft.ts'
import { withoutScheme } from './short-text.ts'
import { WayBack } from './way-back.tsx'

function EditLink({ link }: { link: Link }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const initial = useMemo(() => draftOf(link), [link])
  const leave = () => void navigate({ to: addressIn(workspace, `links/${link.id}`) })
  const finish = ({ short_url: url, status }: Link) => {
    notifyDone(
      status === 'pending'
        ? `${withoutScheme(url)} is saved and waits for approval`
        : `${withoutScheme(url)} is saved`,
    )
    leave()
  }
  const name = withoutScheme(link.short_url)
  return (
    <>
      <PageHeader title={`Edit ${name}`} above={<WayBack to={`links/${link.id}`}>{name}</WayBack>} />
      {link.can.update ? (
        <LinkComposer saved={link} initial={initial} onSaved={finish} onLeave={leave} />
      ) : (
        <RestrictedNotice permission="links.update" />
      )}
    </>
  )
}

/** Edits a link. What others save meanwhile is not read into the form: it would change under one's hands. */
export function EditLinkPage() {
  const { id: orgId } = useWorkspace()
  const { linkId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRoute(
    getLink,
    { params: { orgId, linkId } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  if (data !== undefined) return <EditLink link={data} />
  return error === null ? (
    <PageSkeleton />
  ) : (
    <ErrorState error={error} order={1} onRetry={() => void refetch()} />
  )
}
