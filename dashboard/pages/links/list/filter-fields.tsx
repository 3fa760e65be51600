import { Button, MultiSelect, Select, Stack } from '@mantine/core'
import { STATUS_OPTIONS } from '../link-status.tsx'
import { useCreatorChoices, useDomainChoices, useProjectChoices, useTagChoices } from './filter-choices.ts'
import type { LinkFilters } from './link-filters.ts'

interface FilterSelectProps {
  label: string
  placeholder: string
  data: { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

// Inside the panel, so that a click on an option is no click outside of it.
const INSIDE = { withinPortal: false } as const

function FilterSelect({ label, placeholder, data, value, onChange }: FilterSelectProps) {
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={data}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      clearable
      clearButtonProps={{ 'aria-label': `${label}: ${placeholder}` }}
      searchable={data.length > 7}
      comboboxProps={INSIDE}
      nothingFoundMessage="Nothing is called that"
    />
  )
}

const ARCHIVED = [
  { value: 'no', label: 'In use' },
  { value: 'yes', label: 'Archived' },
  { value: 'all', label: 'In use and archived' },
]

function TagFilter({ values, set }: LinkFilters['list']) {
  const tags = useTagChoices()
  return (
    <MultiSelect
      label="Tags"
      placeholder={values.tag_ids === '' ? 'Any tags' : ''}
      data={tags}
      value={values.tag_ids.split(',').filter((id) => id !== '')}
      onChange={(ids) => set({ tag_ids: ids.join(',') })}
      searchable
      comboboxProps={INSIDE}
      nothingFoundMessage={tags.length === 0 ? 'There are no tags yet' : 'No tag is called that'}
    />
  )
}

/** Every filter of the list. */
export function FilterFields({ list }: LinkFilters) {
  const domains = useDomainChoices()
  const projects = useProjectChoices()
  const creators = useCreatorChoices()
  const { values, set } = list
  return (
    <Stack gap="sm">
      <FilterSelect
        label="Status"
        placeholder="Any status"
        data={STATUS_OPTIONS}
        value={values.status}
        onChange={(status) => set({ status })}
      />
      {domains.length > 0 && (
        <FilterSelect
          label="Domain"
          placeholder="Any domain"
          data={domains}
          value={values.domain_id}
          onChange={(domain) => set({ domain_id: domain })}
        />
      )}
      <FilterSelect
        label="Project"
        placeholder="Any project"
        data={[{ value: 'none', label: 'Without a project' }, ...projects]}
        value={values.project_id}
        onChange={(project) => set({ project_id: project })}
      />
      <TagFilter {...list} />
      <FilterSelect
        label="Created by"
        placeholder="Anybody"
        data={creators}
        value={values.created_by}
        onChange={(creator) => set({ created_by: creator })}
      />
      <Select
        label="Archive"
        data={ARCHIVED}
        value={values.archived}
        onChange={(archived) => set({ archived: archived ?? 'no' })}
        allowDeselect={false}
        comboboxProps={INSIDE}
      />
      {list.isFiltered && (
        <Button variant="subtle" color="gray" onClick={list.clear}>
          Clear search and filters
        </Button>
      )}
    </Stack>
  )
}
