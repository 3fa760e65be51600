import { useNavigate } from '@tanstack/react-router'
import type { Link } from '#shared/contract/link-fields.ts'
import {
  approveLink,
  archiveLink,
  duplicateLink,
  getLink,
  listLinks,
  restoreLink,
  updateLink,
} from '#shared/contract/links.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { notifyUndoable } from '../../../ui/notify-undoable.tsx'
import { useAct } from '../../../use-route.ts'
import { withoutScheme } from '../short-text.ts'

/** What is read again once links changed. */
export const LINK_ROUTES = [listLinks, getLink, listLimits] as const

const EXTRAS = { invalidate: LINK_ROUTES, onFailed: notifyFailed }

/** Archives a link or brings it back, with a way to undo it. */
function useArchive(): (link: Link) => void {
  const { id: orgId } = useWorkspace()
  const archive = useAct(archiveLink, EXTRAS)
  const restore = useAct(restoreLink, EXTRAS)
  return ({ id, short_url: url, is_archived: wasArchived }) => {
    const request = { params: { orgId, linkId: id } }
    const [act, undo] = wasArchived ? [restore, archive] : [archive, restore]
    const said = wasArchived ? 'is back in the list' : 'was archived; it still works'
    act.mutate(request, {
      onSuccess: () => notifyUndoable(`${withoutScheme(url)} ${said}`, () => undo.mutate(request)),
    })
  }
}

/** Switches a link on or off, with a way to undo it. */
function useSetEnabled(): (link: Link) => void {
  const { id: orgId } = useWorkspace()
  const update = useAct(updateLink, EXTRAS)
  return ({ id, short_url: url, is_enabled: wasEnabled }) => {
    const set = (isEnabled: boolean) => ({
      params: { orgId, linkId: id },
      body: { is_enabled: isEnabled },
    })
    const said = wasEnabled ? 'is switched off: visitors see a page that says so' : 'is switched on'
    update.mutate(set(!wasEnabled), {
      onSuccess: () => notifyUndoable(`${withoutScheme(url)} ${said}`, () => update.mutate(set(wasEnabled))),
    })
  }
}

/** Makes a link like another and opens it for editing. */
function useDuplicate(): (link: Link) => void {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const duplicate = useAct(duplicateLink, {
    ...EXTRAS,
    onDone: (copy) => {
      notifyDone(`${withoutScheme(copy.short_url)} is a copy, ready to be edited`)
      void navigate({ to: addressIn(workspace, `links/${copy.id}/edit`) })
    },
  })
  return ({ id }) => duplicate.mutate({ params: { orgId: workspace.id, linkId: id }, body: {} })
}

/** What is done with one link at once, without a dialog. */
export function useLinkActs() {
  const { id: orgId } = useWorkspace()
  const approve = useAct(approveLink, {
    ...EXTRAS,
    onDone: ({ short_url: url }) => notifyDone(`${withoutScheme(url)} is approved and live`),
  })
  return {
    archive: useArchive(),
    setEnabled: useSetEnabled(),
    duplicate: useDuplicate(),
    approve: ({ id, updated_at }: Link) =>
      approve.mutate({ params: { orgId, linkId: id }, query: { updated_at } }),
  }
}

export type LinkActs = ReturnType<typeof useLinkActs>
