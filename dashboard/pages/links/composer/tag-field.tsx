import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { createTag, listTags } from '#shared/contract/tags.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { PROJECT_COLORS } from '../../projects/project-colors.ts'
import { useTagChoices } from '../list/filter-choices.ts'
import { TagChip } from '../list/tag-chips.tsx'
import type { PartProps } from './use-link-form.ts'

const CREATE = '$create'

/** A colour of its own for each new tag, in turn. */
const colorFor = (count: number): string => PROJECT_COLORS[count % PROJECT_COLORS.length] ?? '#0f766e'

function useTags({ form }: PartProps) {
  const { id: orgId, can } = useWorkspace()
  const all = useTagChoices()
  const { tag_ids: ids } = form.values
  const set = (next: string[]) => form.setFieldValue('tag_ids', next)
  const create = useAct(createTag, {
    invalidate: [listTags],
    onDone: ({ id }) => set([...ids, id]),
    onFailed: notifyFailed,
  })
  return {
    all,
    ids,
    mayCreate: can('links.update'),
    isCreating: create.isPending,
    add: (id: string) => set([...ids, id]),
    remove: (id: string) => set(ids.filter((other) => other !== id)),
    create: (name: string) =>
      create.mutate({ params: { orgId }, body: { name, color: colorFor(all.length) } }),
  }
}

/** Tags of the link; one that does not exist yet is made by typing its name. */
export function TagField({ form }: PartProps) {
  const { all, ids, mayCreate, isCreating, add, remove, create } = useTags({ form })
  const [search, setSearch] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const typed = search.trim()
  // Enter takes the first that matches.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is another object at each render
  useEffect(() => {
    if (typed === '') combobox.resetSelectedOption()
    else combobox.selectFirstOption()
  }, [typed])
  const matching = all.filter(
    ({ value, label }) => !ids.includes(value) && label.toLowerCase().includes(typed.toLowerCase()),
  )
  const isNew = typed !== '' && !all.some(({ label }) => label.toLowerCase() === typed.toLowerCase())
  const choose = (value: string) => {
    setSearch('')
    if (value === CREATE) create(typed)
    else add(value)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md">
      <Combobox.DropdownTarget>
        <PillsInput label="Tags" size="sm" onClick={() => combobox.openDropdown()} disabled={isCreating}>
          <Pill.Group>
            {ids.map((id) => {
              const tag = all.find(({ value }) => value === id)
              return (
                <Pill
                  key={id}
                  withRemoveButton
                  onRemove={() => remove(id)}
                  removeButtonProps={{
                    'aria-label': `Take off ${tag?.label ?? 'the tag'}`,
                    'aria-hidden': false,
                  }}
                >
                  {tag?.label ?? '…'}
                </Pill>
              )
            })}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label="Tags"
                value={search}
                placeholder={ids.length === 0 ? 'Choose or type a new one' : ''}
                maxLength={50}
                onChange={(event) => {
                  setSearch(event.currentTarget.value)
                  combobox.openDropdown()
                }}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={(event) => {
                  const last = ids.at(-1)
                  if (event.key === 'Backspace' && search === '' && last !== undefined) remove(last)
                  // It must never send the form.
                  if (event.key === 'Enter') event.preventDefault()
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {matching.map(({ value, label, color }) => (
            <Combobox.Option key={value} value={value}>
              <TagChip name={label} color={color} />
            </Combobox.Option>
          ))}
          {isNew && mayCreate && (
            <Combobox.Option value={CREATE}>
              <IconPlus size={14} aria-hidden /> Create “{typed}”
            </Combobox.Option>
          )}
          {matching.length === 0 && !(isNew && mayCreate) && (
            <Combobox.Empty>
              {typed === '' ? 'Type a name to make a tag' : 'No other tag is called that'}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
