import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { listLinks } from '#shared/contract/links.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'
import { type QrLink, spoken } from './qr-drafts.ts'

const SHOWN = 20

const nameOf = ({ short_url: shortUrl, title }: QrLink): string =>
  title === '' ? spoken(shortUrl) : `${spoken(shortUrl)} · ${title}`

/** Chooses a link by its slug, title or destination. */
export function LinkPicker({ onChoose }: { onChoose: (link: QrLink) => void }) {
  const { id: orgId } = useWorkspace()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 250)
  const { data, isFetching, error } = useRoute(
    listLinks,
    { params: { orgId }, query: { search, limit: SHOWN } },
    { keepPrevious: true },
  )
  const links = data?.data ?? []
  return (
    <Select
      label="Link"
      description="Which link the code leads to. Type to search by slug, title or destination."
      placeholder="Choose a link"
      data={links.map((link) => ({ value: link.id, label: nameOf(link) }))}
      value={null}
      onChange={(id) => {
        const link = links.find((candidate) => candidate.id === id)
        if (link !== undefined) onChoose(link)
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched already, in more than the label.
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? 'Searching…' : 'No link matches'}
      error={error?.message}
      data-autofocus
    />
  )
}
