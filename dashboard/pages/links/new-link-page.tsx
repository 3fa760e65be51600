import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Link } from '#shared/contract/link-fields.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { LinkComposer } from './composer/link-composer.tsx'
import { newDraft } from './composer/link-draft.ts'
import { withoutScheme } from './short-text.ts'
import { WayBack } from './way-back.tsx'

/** What was known of the link when the page was opened: `?destination=…&project=…`. */
function useKnown() {
  const { destination = '', project = '' } = useSearch({ strict: false }) as Record<
    string,
    string | undefined
  >
  return newDraft({ destination, project_id: project })
}

/** Makes a link. */
export function NewLinkPage() {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const initial = useKnown()
  const go = (path: string) => void navigate({ to: addressIn(workspace, path) })
  const finish = ({ id, short_url: url, status }: Link) => {
    notifyDone(
      status === 'pending'
        ? `${withoutScheme(url)} was created and waits for approval`
        : `${withoutScheme(url)} is live`,
    )
    go(`links/${id}`)
  }
  return (
    <>
      <PageHeader title="New link" above={<WayBack to="links">Links</WayBack>} />
      {workspace.can('links.create') ? (
        <LinkComposer saved={null} initial={initial} onSaved={finish} onLeave={() => go('links')} />
      ) : (
        <RestrictedNotice permission="links.create" />
      )}
    </>
  )
}
