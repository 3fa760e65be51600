import { Skeleton, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { TableQuery } from '../../ui/data-table.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { formatDate } from '../../ui/format-time.ts'
import classes from './audit-entry.module.css'
import { AuditEntry, type ListedEntry } from './audit-entry.tsx'
import { addDays, dayOf } from './audit-range.ts'

interface AuditListProps {
  /** Newest first. */
  entries: readonly ListedEntry[] | undefined
  query: TableQuery
  /** An EmptyState: what to do when nothing is found. */
  empty: ReactNode
  /** Narrows the list to what an entry acted on. */
  onTarget?: (targetId: string) => void
}

interface Day {
  day: string
  entries: ListedEntry[]
}

function byDay(entries: readonly ListedEntry[]): Day[] {
  const days: Day[] = []
  for (const entry of entries) {
    const day = dayOf(new Date(entry.created_at))
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

function nameOf(day: string): string {
  const today = new Date()
  const date = formatDate(`${day}T12:00:00`)
  if (day === dayOf(today)) return `Today · ${date}`
  return day === dayOf(addDays(today, -1)) ? `Yesterday · ${date}` : date
}

const SKELETONS = ['a', 'b', 'c', 'd', 'e', 'f']

const Loading = () => (
  <Stack gap="lg" aria-busy>
    {SKELETONS.map((key) => (
      <Skeleton key={key} height={36} radius={8} />
    ))}
  </Stack>
)

/** Entries of an audit log by day, newest first, each with its details. */
export function AuditList({ entries, query, empty, onTarget }: AuditListProps) {
  if (query.error !== null && entries === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (entries === undefined) return <Loading />
  if (entries.length === 0 && !query.isPlaceholderData) return empty
  return (
    <Stack
      gap="lg"
      style={query.isPlaceholderData ? { opacity: 0.6 } : {}}
      aria-busy={query.isPlaceholderData}
    >
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={nameOf(day)}>
          <Title order={2} fz={13} fw={600} c="dimmed" mb={6}>
            {nameOf(day)}
          </Title>
          <ul className={classes.list}>
            {ofDay.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} onTarget={onTarget} />
            ))}
          </ul>
        </section>
      ))}
    </Stack>
  )
}
