import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { listTags } from '#shared/contract/tags.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { AddressAnchor } from '../../../ui/address-anchor.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { useListState } from '../../../ui/use-list-state.ts'
import { useRoute } from '../../../use-route.ts'
import { ProjectDot } from '../../projects/project-dot.tsx'
import { DeleteTagDialog } from './delete-tag-dialog.tsx'
import { EditMenu } from './edit-menu.tsx'
import { sortByNameOr } from './sort-records.ts'
import { TagDialog } from './tag-dialog.tsx'
import type { LinkTag } from './use-tag-acts.ts'

type Subject = { act: 'edit'; tag: LinkTag | null } | { act: 'delete'; tag: LinkTag }

function LinkCount({ tag }: { tag: LinkTag }) {
  const workspace = useWorkspace()
  if (tag.link_count === 0)
    return (
      <Text size="sm" c="dimmed">
        0
      </Text>
    )
  return (
    <AddressAnchor
      href={`${addressIn(workspace, 'links')}?tags=${tag.id}`}
      size="sm"
      className="tabular"
      aria-label={`${tag.link_count.toLocaleString()} links tagged ${tag.name}`}
    >
      {tag.link_count.toLocaleString()}
    </AddressAnchor>
  )
}

const columnsFor = (open: (subject: Subject) => void): Column<LinkTag>[] => [
  {
    key: 'name',
    header: 'Name',
    isSortable: true,
    render: (tag) => (
      <Group gap="sm" wrap="nowrap">
        <ProjectDot color={tag.color} />
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {tag.name}
        </Text>
      </Group>
    ),
  },
  {
    key: 'link_count',
    header: 'Links',
    isSortable: true,
    align: 'end',
    width: '110px',
    render: (tag) => <LinkCount tag={tag} />,
  },
  {
    key: 'acts',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '56px',
    render: (tag) => (
      <EditMenu
        record={tag}
        onEdit={() => open({ act: 'edit', tag })}
        onDelete={() => open({ act: 'delete', tag })}
      />
    ),
  },
]

function CreateTagButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  return (
    <Gated allowed={can('links.update')} reason="You need the permission links.update.">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create Tag
      </Button>
    </Gated>
  )
}

/** The tags, by name or by how many links have them. */
export function TagList() {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '', sort: 'name' })
  const dialog = useDialog<Subject>()
  const tags = useRoute(
    listTags,
    { params: { orgId }, query: { search: list.values.search } },
    { keepPrevious: true },
  )
  const { subject, opening, isOpen, close, open } = dialog
  const create = <CreateTagButton onOpen={() => open({ act: 'edit', tag: null })} />
  const isSearched = list.values.search !== ''
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search tags',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
        right={create}
      />
      <DataTable
        label="Tags"
        columns={columnsFor(open)}
        rows={sortByNameOr(tags.data?.data, list.values.sort, 'link_count')}
        query={tags}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        minWidth={300}
        empty={
          <EmptyState
            icon={IconTags}
            heading={isSearched ? 'No tag matches' : 'No tags yet'}
            description={
              isSearched
                ? 'No tag has this in its name.'
                : 'Give links tags such as a campaign or a channel, and filter lists and analytics by them.'
            }
          >
            {isSearched ? (
              <Button variant="default" onClick={list.clear}>
                Show all tags
              </Button>
            ) : (
              create
            )}
          </EmptyState>
        }
      />
      {subject?.act === 'edit' && (
        <TagDialog key={opening} tag={subject.tag} isOpen={isOpen} onClose={close} />
      )}
      {subject?.act === 'delete' && (
        <DeleteTagDialog key={opening} tag={subject.tag} isOpen={isOpen} onClose={close} />
      )}
    </>
  )
}
