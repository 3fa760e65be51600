import { Suspense } from 'react'
import { useWorkspace } from '../../frame/use-me.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { part } from '../../ui/part.ts'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useListState } from '../../ui/use-list-state.ts'
import { LatestImports } from './import/latest-imports.tsx'
import { UploadFile } from './import/upload-file.tsx'
import { WayBack } from './way-back.tsx'

const ImportSteps = part(() => import('./import/import-steps.tsx').then((file) => file.ImportSteps))

/** Imports links from a file; which import it is stands in the address, so that a reload goes on with it. */
export function ImportLinksPage() {
  const { can } = useWorkspace()
  const state = useListState({ import: '' })
  const open = (id: string) => state.set({ import: id })
  const { import: importId } = state.values
  return (
    <>
      <PageHeader
        title="Import links"
        subtitle="From a CSV or JSON file: exports of Bitly, Dub, Kutt, Shlink and Guildhall are recognised."
        above={<WayBack to="links">Links</WayBack>}
      />
      {!can('links.create') ? (
        <RestrictedNotice permission="links.create" />
      ) : importId === '' ? (
        <>
          <UploadFile onUploaded={open} />
          <LatestImports onOpen={open} />
        </>
      ) : (
        <Suspense fallback={<PageSkeleton />}>
          <ImportSteps key={importId} importId={importId} onLeave={() => open('')} />
        </Suspense>
      )}
    </>
  )
}
