import { Combobox, type ComboboxStore, Pill, PillsInput, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { createTag, listTags } from '#shared/contract/tags.ts'
import { LABEL_COLORS } from '#shared/label-colors.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { useTagChoices } from '../list/filter-choices.ts'
import { TagChip } from '../list/tag-chips.tsx'
import type { PartProps } from './use-link-form.ts'

const CREATE = '$create'

type Tags = ReturnType<typeof useTags>

/** A colour of its own for each new tag, in turn. */
const colorFor = (count: number): string => LABEL_COLORS[count % LABEL_COLORS.length] ?? '#0f766e'

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

function ChosenTags({ all, ids, remove }: Pick<Tags, 'all' | 'ids' | 'remove'>) {
  return ids.map((id) => {
    const name = all.find(({ value }) => value === id)?.label
    return (
      <Pill
        key={id}
        withRemoveButton
        onRemove={() => remove(id)}
        removeButtonProps={{ 'aria-label': `Take off ${name ?? 'the tag'}`, 'aria-hidden': false }}
      >
        {name ?? '…'}
      </Pill>
    )
  })
}

function TagOptions({ tags: { all, ids, mayCreate }, typed }: { tags: Tags; typed: string }) {
  const matching = all.filter(
    ({ value, label }) => !ids.includes(value) && label.toLowerCase().includes(typed.toLowerCase()),
  )
  const isNew = typed !== '' && !all.some(({ label }) => label.toLowerCase() === typed.toLowerCase())
  const canCreate = isNew && mayCreate
  return (
    <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
      {matching.map(({ value, label, color }) => (
        <Combobox.Option key={value} value={value}>
          <TagChip name={label} color={color} />
        </Combobox.Option>
      ))}
      {canCreate && (
        <Combobox.Option value={CREATE}>
          <IconPlus size={14} aria-hidden /> Create “{typed}”
        </Combobox.Option>
      )}
      {matching.length === 0 && !canCreate && (
        <Combobox.Empty>
          {typed === '' ? 'Type a name to make a tag' : 'No other tag is called that'}
        </Combobox.Empty>
      )}
    </Combobox.Options>
  )
}

interface TagInputProps {
  tags: Tags
  search: string
  onSearch: (search: string) => void
  combobox: ComboboxStore
}

function TagInput({ tags, search, onSearch, combobox }: TagInputProps) {
  const { ids, remove } = tags
  return (
    <Combobox.EventsTarget>
      <PillsInput.Field
        aria-label="Tags"
        value={search}
        placeholder={ids.length === 0 ? 'Choose or type a new one' : ''}
        maxLength={50}
        onChange={(event) => {
          onSearch(event.currentTarget.value)
          combobox.openDropdown()
        }}
        onFocus={() => combobox.openDropdown()}
        onBlur={() => combobox.closeDropdown()}
        onKeyDown={(event) => {
          const last = ids.at(-1)
          if (event.key === 'Backspace' && search === '' && last !== undefined) remove(last)
          // It must never send the form.
          if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) event.preventDefault()
        }}
      />
    </Combobox.EventsTarget>
  )
}

/** Tags of the link; one that does not exist yet is made by typing its name. */
export function TagField({ form }: PartProps) {
  const tags = useTags({ form })
  const [search, setSearch] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { selectFirstOption, resetSelectedOption } = combobox
  const typed = search.trim()
  // Enter takes the first that matches.
  useEffect(() => {
    if (typed === '') resetSelectedOption()
    else selectFirstOption()
  }, [typed, selectFirstOption, resetSelectedOption])
  const choose = (value: string) => {
    setSearch('')
    if (value === CREATE) tags.create(typed)
    else tags.add(value)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md">
      <Combobox.DropdownTarget>
        <PillsInput
          label="Tags"
          size="sm"
          onClick={() => combobox.openDropdown()}
          disabled={tags.isCreating}
          error={form.errors.tag_ids}
        >
          <Pill.Group>
            <ChosenTags {...tags} />
            <TagInput tags={tags} search={search} onSearch={setSearch} combobox={combobox} />
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <TagOptions tags={tags} typed={typed} />
      </Combobox.Dropdown>
    </Combobox>
  )
}
