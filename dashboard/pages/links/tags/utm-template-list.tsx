import { Button, Text } from '@mantine/core'
import { IconPlus, IconTargetArrow } from '@tabler/icons-react'
import { deleteUtmTemplate, listUtmTemplates } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useDialog } from '../../../ui/use-dialog.ts'
import { useListState } from '../../../ui/use-list-state.ts'
import { useAct, useRoute } from '../../../use-route.ts'
import { UTM_FIELDS } from '../composer/utm.ts'
import { EditMenu } from './edit-menu.tsx'
import type { UtmTemplate } from './use-tag-acts.ts'
import { UtmTemplateDialog } from './utm-template-dialog.tsx'

type Subject = { act: 'edit'; template: UtmTemplate | null } | { act: 'delete'; template: UtmTemplate }

const holds = (template: UtmTemplate, search: string): boolean =>
  ['name' as const, ...UTM_FIELDS].some((field) =>
    template[field].toLowerCase().includes(search.trim().toLowerCase()),
  )

const columnsFor = (open: (subject: Subject) => void): Column<UtmTemplate>[] => [
  {
    key: 'name',
    header: 'Name',
    isSortable: true,
    render: (template) => (
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
        {template.name}
      </Text>
    ),
  },
  {
    key: 'values',
    header: 'Adds',
    render: (template) => (
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {UTM_FIELDS.filter((field) => template[field] !== '')
          .map((field) => `${field}=${template[field]}`)
          .join(' · ')}
      </Text>
    ),
  },
  {
    key: 'acts',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '56px',
    render: (template) => (
      <EditMenu
        record={template}
        onEdit={() => open({ act: 'edit', template })}
        onDelete={() => open({ act: 'delete', template })}
      />
    ),
  },
]

function DeleteTemplate(props: { template: UtmTemplate; isOpen: boolean; onClose: () => void }) {
  const { template, isOpen, onClose } = props
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteUtmTemplate, {
    invalidate: [listUtmTemplates],
    onDone: () => {
      notifyDone(`The template ${template.name} was deleted`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete UTM Template"
      confirmLabel="Delete Template"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, templateId: template.id } })}
    >
      <Text size="sm">
        This deletes the template <b>{template.name}</b> and can’t be undone. Links made with it stay as they
        are.
      </Text>
    </ConfirmDialog>
  )
}

function CreateTemplateButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  return (
    <Gated allowed={can('links.update')} reason="You need the permission links.update.">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create Template
      </Button>
    </Gated>
  )
}

/** The UTM templates, by name. */
export function UtmTemplateList() {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '', sort: 'name' })
  const { subject, opening, isOpen, close, open } = useDialog<Subject>()
  const templates = useRoute(listUtmTemplates, { params: { orgId } })
  const { search, sort } = list.values
  const found = templates.data?.data.filter((template) => holds(template, search))
  const create = <CreateTemplateButton onOpen={() => open({ act: 'edit', template: null })} />
  return (
    <>
      <ListToolbar
        search={{ label: 'Search templates', value: search, onChange: (next) => list.set({ search: next }) }}
        right={create}
      />
      <DataTable
        label="UTM templates"
        columns={columnsFor(open)}
        rows={sort === '-name' ? found?.toReversed() : found}
        query={templates}
        rowKey={({ id }) => id}
        sort={sort}
        onSort={(next) => list.set({ sort: next })}
        minWidth={480}
        empty={
          <EmptyState
            icon={IconTargetArrow}
            heading={search === '' ? 'No UTM templates yet' : 'No template matches'}
            description={
              search === ''
                ? 'A template holds campaign parameters, so that links of one campaign are counted together.'
                : 'No template has this in its name or parameters.'
            }
          >
            {search === '' ? (
              create
            ) : (
              <Button variant="default" onClick={list.clear}>
                Show all templates
              </Button>
            )}
          </EmptyState>
        }
      />
      {subject?.act === 'edit' && (
        <UtmTemplateDialog key={opening} template={subject.template} isOpen={isOpen} onClose={close} />
      )}
      {subject?.act === 'delete' && (
        <DeleteTemplate key={opening} template={subject.template} isOpen={isOpen} onClose={close} />
      )}
    </>
  )
}
