import { getLinkImport } from '#shared/contract/link-bulk.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { PageSkeleton } from '../../../ui/page-skeleton.tsx'
import { useRoute } from '../../../use-route.ts'
import type { LinkImport } from './describe-import.ts'
import { ImportProgress } from './import-progress.tsx'
import { ImportResult } from './import-result.tsx'
import { PrepareImport } from './prepare-import.tsx'

interface ImportStepsProps {
  importId: string
  onLeave: () => void
}

const POLL_MS = 1000

function StepOf({ shown, onLeave }: { shown: LinkImport; onLeave: () => void }) {
  if (shown.status === 'running') return <ImportProgress shown={shown} />
  const isTried = shown.is_dry_run && shown.status !== 'uploaded'
  return (
    <>
      {shown.status !== 'uploaded' && <ImportResult shown={shown} onLeave={onLeave} />}
      {(shown.status === 'uploaded' || isTried) && shown.can.start && (
        <PrepareImport shown={shown} onLeave={onLeave} />
      )}
    </>
  )
}

/** The step an import is at: what its columns fill, how far it has come, what became of it. */
export function ImportSteps({ importId, onLeave }: ImportStepsProps) {
  const { id: orgId } = useWorkspace()
  const request = { params: { orgId, importId } }
  const first = useRoute(getLinkImport, request)
  const isRunning = first.data?.status === 'running'
  const { data, error, refetch } = useRoute(
    getLinkImport,
    request,
    isRunning ? { refetchInterval: POLL_MS } : {},
  )
  if (data !== undefined) return <StepOf shown={data} onLeave={onLeave} />
  return error === null ? <PageSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />
}
