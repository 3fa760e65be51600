import { Button, Group } from '@mantine/core'
import { IconFileImport, IconLink, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import type { LinkFilters } from './link-filters.ts'

function NothingMatches({ list }: LinkFilters) {
  const isArchive = list.values.archived === 'yes' && list.values.search === ''
  return (
    <EmptyState
      icon={IconLink}
      heading={isArchive ? 'Nothing is archived' : 'No link matches'}
      description={
        isArchive
          ? 'An archived link goes on leading to its destination and is out of the way here.'
          : 'No link fits this search and these filters together.'
      }
    >
      <Button variant="default" onClick={list.clear}>
        Clear search and filters
      </Button>
    </EmptyState>
  )
}

/** No links: what to do next. */
export function NoLinks({ filters }: { filters: LinkFilters }) {
  const workspace = useWorkspace()
  if (filters.list.isFiltered) return <NothingMatches {...filters} />
  return (
    <EmptyState
      icon={IconLink}
      heading="No links yet"
      description={
        workspace.can('links.create')
          ? 'Paste an address above and press Enter, or bring your links along from Bitly, Dub, Kutt, Shlink or a spreadsheet.'
          : 'Links that members of this workspace make are listed here.'
      }
    >
      {workspace.can('links.create') && (
        <Group gap="xs" justify="center">
          <Button
            component={Link}
            to={addressIn(workspace, 'links/new')}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            New link
          </Button>
          <Button
            component={Link}
            to={addressIn(workspace, 'links/import')}
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            Import links
          </Button>
        </Group>
      )}
    </EmptyState>
  )
}
