import { CloseButton, Group } from '@mantine/core'
import { STATUS_OPTIONS } from '../link-status.tsx'
import { useCreatorChoices, useDomainChoices, useProjectChoices, useTagChoices } from './filter-choices.ts'
import classes from './link-cell.module.css'
import type { LinkFilters } from './link-filters.ts'

function Pill({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <span className={classes.pill}>
      {text}
      <CloseButton size={18} iconSize={12} aria-label={`Remove the filter ${text}`} onClick={onRemove} />
    </span>
  )
}

const nameIn = (choices: { value: string; label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? '…'

/** The filters that are set, each with a button that takes it off. */
export function FilterPills({ filters: { list, count } }: { filters: LinkFilters }) {
  const domains = useDomainChoices()
  const projects = useProjectChoices()
  const tags = useTagChoices()
  const creators = useCreatorChoices()
  const { values, set } = list
  if (count === 0) return null
  const tagIds = values.tag_ids.split(',').filter((id) => id !== '')
  const project = values.project_id === 'none' ? 'Without a project' : nameIn(projects, values.project_id)
  return (
    <Group gap={6} mb="sm" role="group" aria-label="Filters in use">
      {values.status !== '' && (
        <Pill text={nameIn(STATUS_OPTIONS, values.status)} onRemove={() => set({ status: '' })} />
      )}
      {values.domain_id !== '' && (
        <Pill text={nameIn(domains, values.domain_id)} onRemove={() => set({ domain_id: '' })} />
      )}
      {values.project_id !== '' && <Pill text={project} onRemove={() => set({ project_id: '' })} />}
      {tagIds.map((id) => (
        <Pill
          key={id}
          text={nameIn(tags, id)}
          onRemove={() => set({ tag_ids: tagIds.filter((other) => other !== id).join(',') })}
        />
      ))}
      {values.created_by !== '' && (
        <Pill text={`By ${nameIn(creators, values.created_by)}`} onRemove={() => set({ created_by: '' })} />
      )}
      {values.archived !== 'no' && (
        <Pill
          text={values.archived === 'yes' ? 'Archived' : 'Archived too'}
          onRemove={() => set({ archived: 'no' })}
        />
      )}
    </Group>
  )
}
