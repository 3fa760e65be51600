import { useEffect, useRef, useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { useDialog } from '../../../ui/use-dialog.ts'
import type { LinkQuery } from '../list/link-filters.ts'
import type { Selection } from '../list/use-selection.ts'
import type { BulkAct } from './bulk-acts.ts'
import { BulkBar, type BulkDialogName } from './bulk-bar.tsx'
import { BulkDialogs } from './bulk-dialogs.tsx'
import { BulkResult } from './bulk-result.tsx'
import { readMatchingLinks } from './read-matching-links.ts'
import { useBulkRun } from './use-bulk-run.ts'

interface SelectedLinksProps {
  selection: Selection
  rows: readonly Link[]
  total: number
  query: LinkQuery
}

/** Short links by id: of every row that was seen, so that a failure can be named after pages were turned. */
function useNames(rows: readonly Link[]): Map<string, string> {
  const names = useRef(new Map<string, string>()).current
  useEffect(() => {
    for (const { id, short_url: url } of rows) names.set(id, url)
  }, [rows, names])
  return names
}

function useSelectAll({ selection, query }: SelectedLinksProps, names: Map<string, string>) {
  const { id: orgId } = useWorkspace()
  const [isReading, setReading] = useState(false)
  const selectAll = async () => {
    setReading(true)
    try {
      const links = await readMatchingLinks(orgId, query)
      for (const { id, short_url: url } of links) names.set(id, url)
      selection.set(links.map(({ id }) => id))
    } catch (error) {
      notifyFailed(error instanceof Error ? error : new Error('The links that match could not be read.'))
    }
    setReading(false)
  }
  return { isReading, selectAll }
}

/** What is done with the links that are selected: the bar, its dialogs, progress and what failed. */
export function SelectedLinks(props: SelectedLinksProps) {
  const { selection, rows, total } = props
  const names = useNames(rows)
  const { isReading, selectAll } = useSelectAll(props, names)
  const dialog = useDialog<BulkDialogName>()
  const bulk = useBulkRun((left) => (left.length === 0 ? selection.clear() : selection.set(left)))
  const act = (next: BulkAct, undo?: BulkAct) => {
    dialog.close()
    void bulk.start(next, [...selection.ids], undo === undefined ? {} : { undo })
  }
  const count = selection.ids.size
  return (
    <>
      {count > 0 && (
        <BulkBar
          count={count}
          total={total}
          isReadingAll={isReading}
          onSelectAll={() => void selectAll()}
          onClear={selection.clear}
          onOpen={dialog.open}
          onAct={act}
        />
      )}
      <BulkDialogs
        key={dialog.opening}
        name={dialog.subject}
        isOpen={dialog.isOpen}
        count={count}
        onAct={act}
        onClose={dialog.close}
      />
      <BulkResult
        run={bulk.run}
        nameOf={(id) => names.get(id) ?? id}
        onStop={bulk.stop}
        onClose={bulk.clear}
      />
    </>
  )
}
