import { Button, Group, Pill, Select, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  ALL_AUDIT_ACTIONS,
  AUDIT_ACTIONS,
  AUDIT_CATEGORIES,
  type AuditCategory,
  auditCategoryOf,
  isAuditAction,
} from '#shared/audit-actions.ts'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { RANGES } from './audit-range.ts'
import type { AuditFilterState } from './use-audit-filters.ts'

/** What a log can be filtered by; left out: every action there is, and no choice of actors. */
export interface AuditFacets {
  categories: { name: string; actions: string[] }[]
  actors: { id: string; name: string }[]
}

interface AuditFiltersProps {
  filters: AuditFilterState
  facets?: AuditFacets | undefined
  /** The name of what the list is narrowed to, where it is known. */
  targetName?: string | undefined
  /** At the right: the export. */
  children?: ReactNode
}

const CUSTOM = 'custom'
// Two beside each other on a phone.
const NARROW = { flex: '1 1 130px', maxWidth: 180 }

const labelOf = (action: string): string => (isAuditAction(action) ? AUDIT_ACTIONS[action].label : action)
const categoryLabel = (name: string): string => AUDIT_CATEGORIES[name as AuditCategory] ?? name

const ALL_FACETS: AuditFacets['categories'] = Object.keys(AUDIT_CATEGORIES).map((name) => ({
  name,
  actions: ALL_AUDIT_ACTIONS.filter((action) => auditCategoryOf(action) === name),
}))

function WhatFilters({ filters: { list }, facets }: AuditFiltersProps) {
  const categories = facets?.categories ?? ALL_FACETS
  const { category, action } = list.values
  const shown = category === '' ? categories : categories.filter(({ name }) => name === category)
  return (
    <>
      <Select
        aria-label="Category"
        placeholder="Any category"
        data={categories.map(({ name }) => ({ value: name, label: categoryLabel(name) }))}
        value={category === '' ? null : category}
        onChange={(next) => list.set({ category: next ?? '', action: '' })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any category' }}
        style={NARROW}
      />
      <Select
        aria-label="Action"
        placeholder="Any action"
        data={shown.map(({ name, actions }) => ({
          group: categoryLabel(name),
          items: actions.map((value) => ({ value, label: labelOf(value) })),
        }))}
        value={action === '' ? null : action}
        onChange={(next) => list.set({ action: next ?? '' })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any action' }}
        nothingFoundMessage="No such action here"
        style={NARROW}
      />
    </>
  )
}

function WhoFilters({ filters: { list }, facets }: AuditFiltersProps) {
  const { actor, outcome } = list.values
  return (
    <>
      {facets !== undefined && (
        <Select
          aria-label="Actor"
          placeholder="Anyone"
          data={facets.actors.map(({ id, name }) => ({ value: id, label: name }))}
          value={actor === '' ? null : actor}
          onChange={(next) => list.set({ actor: next ?? '' })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Anyone' }}
          nothingFoundMessage="Nobody of that name acted"
          style={NARROW}
        />
      )}
      <Select
        aria-label="Outcome"
        placeholder="Any outcome"
        data={[
          { value: 'succeeded', label: 'Succeeded' },
          { value: 'refused', label: 'Refused' },
        ]}
        value={outcome === '' ? null : outcome}
        onChange={(next) => list.set({ outcome: next ?? '' })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any outcome' }}
        style={NARROW}
      />
    </>
  )
}

function WhenFilters({ filters: { list } }: AuditFiltersProps) {
  const { range, from, to } = list.values
  const isCustom = range === CUSTOM || from !== '' || to !== ''
  return (
    <>
      <Select
        aria-label="Time"
        placeholder="Any time"
        data={[
          ...RANGES.map(({ value, label }) => ({ value, label })),
          { value: CUSTOM, label: 'From … to …' },
        ]}
        value={isCustom ? CUSTOM : range === '' ? null : range}
        onChange={(next) => list.set({ range: next ?? '', from: '', to: '' })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any time' }}
        style={NARROW}
      />
      {isCustom && (
        <Group gap={6} wrap="nowrap">
          <TextInput
            type="date"
            aria-label="From this day"
            value={from}
            max={to || undefined}
            onChange={(event) => list.set({ from: event.currentTarget.value, range: CUSTOM })}
          />
          <Text size="sm" c="dimmed">
            to
          </Text>
          <TextInput
            type="date"
            aria-label="To this day"
            value={to}
            min={from || undefined}
            onChange={(event) => list.set({ to: event.currentTarget.value, range: CUSTOM })}
          />
        </Group>
      )}
    </>
  )
}

function TargetPill({ filters: { list }, targetName }: AuditFiltersProps) {
  const { target } = list.values
  if (target === '') return null
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={() => list.set({ target: '' })}
      removeButtonProps={{
        'aria-label': 'Show what was done to anything',
        tabIndex: 0,
        'aria-hidden': false,
      }}
    >
      Done to {targetName ?? target}
    </Pill>
  )
}

/** Search and filters of an audit log. */
export function AuditFilters(props: AuditFiltersProps) {
  const { list, isFiltered } = props.filters
  return (
    <ListToolbar
      search={{
        label: 'Search entries',
        value: list.values.search,
        onChange: (search) => list.set({ search }),
      }}
      right={props.children}
    >
      <WhatFilters {...props} />
      <WhoFilters {...props} />
      <WhenFilters {...props} />
      <TargetPill {...props} />
      {isFiltered && (
        <Button variant="subtle" color="gray" onClick={list.clear}>
          Clear
        </Button>
      )}
    </ListToolbar>
  )
}
