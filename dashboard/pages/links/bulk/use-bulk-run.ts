import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { listTags } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone } from '../../../ui/notify.ts'
import { notifyUndoable } from '../../../ui/notify-undoable.tsx'
import { LINK_ROUTES } from '../acts/use-link-acts.ts'
import { countOf } from '../short-text.ts'
import { type BulkAct, type BulkProgress, runBulkAct } from './bulk-acts.ts'

export interface BulkRun {
  act: BulkAct
  progress: BulkProgress
  isRunning: boolean
}

interface StartOptions {
  /** Takes it back, where that can be done. */
  undo?: BulkAct
}

/** Runs acts on many links, one at a time; `onDone` hears which links failed. */
export function useBulkRun(onDone: (failedIds: string[]) => void) {
  const { id: orgId } = useWorkspace()
  const queryClient = useQueryClient()
  const [run, setRun] = useState<BulkRun | null>(null)
  const isStopped = useRef(false)

  const start = async (act: BulkAct, ids: readonly string[], { undo }: StartOptions = {}): Promise<void> => {
    isStopped.current = false
    const progress = await runBulkAct(act, {
      orgId,
      ids,
      onProgress: (now) => setRun({ act, progress: now, isRunning: true }),
      isStopped: () => isStopped.current,
    })
    for (const { path } of [...LINK_ROUTES, listTags])
      void queryClient.invalidateQueries({ queryKey: [path] })
    const failed = progress.failures.map(({ id }) => id)
    const isWhole = failed.length === 0 && progress.answered === progress.total
    setRun(isWhole ? null : { act, progress, isRunning: false })
    onDone([...failed, ...ids.slice(progress.answered)])
    const said = `${countOf(progress.answered - failed.length, 'link')} ${act.done}`
    if (!isWhole) return
    if (undo === undefined) notifyDone(said)
    else notifyUndoable(said, () => void start(undo, ids))
  }

  return {
    run,
    start,
    stop: () => {
      isStopped.current = true
    },
    clear: () => setRun(null),
  }
}
