import { Group, Select, Text } from '@mantine/core'
import { ListPagination } from '../../ui/list-pagination.tsx'
import type { AuditFilterState } from './use-audit-filters.ts'

interface AuditPagesProps {
  filters: AuditFilterState
  answer: { page: number; limit: number; total: number } | undefined
}

/** The pages of an audit log, how long they are, and the zone of its times. */
export function AuditPages({ filters: { list, limit }, answer }: AuditPagesProps) {
  if (answer === undefined || answer.total === 0) return null
  const sizes = [...new Set([25, 50, 100, 200, limit])].sort((a, b) => a - b)
  return (
    <>
      <ListPagination
        page={answer.page}
        limit={answer.limit}
        total={answer.total}
        noun="entries"
        onChange={(page) => {
          list.set({ page: String(page) })
          window.scrollTo({ top: 0 })
        }}
      />
      <Group justify="space-between" gap="sm" mt="xs">
        <Text size="xs" c="dimmed">
          Times in {Intl.DateTimeFormat().resolvedOptions().timeZone}
        </Text>
        <Group gap={6}>
          <Text size="xs" c="dimmed" id="entries-a-page">
            Entries a page
          </Text>
          <Select
            size="xs"
            w={76}
            aria-labelledby="entries-a-page"
            data={sizes.map(String)}
            value={String(limit)}
            onChange={(next) => list.set({ limit: next ?? '50' })}
            allowDeselect={false}
          />
        </Group>
      </Group>
    </>
  )
}
