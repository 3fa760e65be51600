import { archiveLinks, BULK_LIMIT, deleteLinks, updateLinks } from '#shared/contract/link-bulk.ts'
import type { RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import { ApiError, call } from '../../../api.ts'

type Outcomes = RouteResponse<typeof updateLinks>
type Changes = RouteRequest<typeof updateLinks>['body']['set']

/** One thing done to many links. */
export interface BulkAct {
  /** While it runs: "Archiving". */
  doing: string
  /** Once it is done: "archived". */
  done: string
  send: (orgId: string, ids: string[]) => Promise<Outcomes>
}

/** Changes the same fields of many links. */
export const changing = (doing: string, done: string, set: Changes): BulkAct => ({
  doing,
  done,
  send: (orgId, ids) => call(updateLinks, { params: { orgId }, body: { ids, set } }),
})

export const archiving: BulkAct = {
  doing: 'Archiving',
  done: 'archived',
  send: (orgId, ids) => call(archiveLinks, { params: { orgId }, body: { ids, is_archived: true } }),
}

export const restoring: BulkAct = {
  doing: 'Restoring',
  done: 'restored',
  send: (orgId, ids) => call(archiveLinks, { params: { orgId }, body: { ids, is_archived: false } }),
}

export const deleting: BulkAct = {
  doing: 'Deleting',
  done: 'deleted',
  send: (orgId, ids) => call(deleteLinks, { params: { orgId }, body: { ids } }),
}

export interface Failure {
  id: string
  reason: string
}

/** How far an act on many links has come. */
export interface BulkProgress {
  total: number
  /** Links that were sent and answered, failed ones included. */
  answered: number
  failures: Failure[]
}

const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Something broke on the way.'

async function sendChunk(act: BulkAct, orgId: string, ids: string[]): Promise<Failure[]> {
  try {
    const { results } = await act.send(orgId, ids)
    return results
      .filter(({ status }) => status === 'failed')
      .map(({ index, id, error }) => ({
        id: id ?? ids[index] ?? '',
        reason: error?.message ?? 'It was refused.',
      }))
  } catch (error) {
    const reason = reasonOf(error)
    return ids.map((id) => ({ id, reason }))
  }
}

interface RunOptions {
  orgId: string
  ids: readonly string[]
  onProgress: (progress: BulkProgress) => void
  /** Asked before each chunk; what was done by then stays done. */
  isStopped: () => boolean
}

/** Does one act to many links in chunks the server takes; one that fails stops none of the others. */
export async function runBulkAct(
  act: BulkAct,
  { orgId, ids, onProgress, isStopped }: RunOptions,
): Promise<BulkProgress> {
  let progress: BulkProgress = { total: ids.length, answered: 0, failures: [] }
  onProgress(progress)
  while (progress.answered < ids.length && !isStopped()) {
    const chunk = ids.slice(progress.answered, progress.answered + BULK_LIMIT)
    const failures = await sendChunk(act, orgId, chunk)
    progress = {
      ...progress,
      answered: progress.answered + chunk.length,
      failures: [...progress.failures, ...failures],
    }
    onProgress(progress)
  }
  return progress
}
