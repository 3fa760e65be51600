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
  const tagIds = values.tags.split(',').filter((id) => id !== '')
  const project = values.project === 'none' ? 'Without a project' : nameIn(projects, values.project)
  return (
    <Group gap={6} mb="sm" role="group" aria-label="Filters in use">
      {values.status !== '' && (
        <Pill text={nameIn(STATUS_OPTIONS, values.status)} onRemove={() => set({ status: '' })} />
      )}
      {values.domain !== '' && (
        <Pill text={nameIn(domains, values.domain)} onRemove={() => set({ domain: '' })} />
      )}
      {values.project !== '' && <Pill text={project} onRemove={() => set({ project: '' })} />}
      {tagIds.map((id) => (
        <Pill
          key={id}
          text={nameIn(tags, id)}
          onRemove={() => set({ tags: tagIds.filter((other) => other !== id).join(',') })}
        />
      ))}
      {values.creator !== '' && (
        <Pill text={`By ${nameIn(creators, values.creator)}`} onRemove={() => set({ creator: '' })} />
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
