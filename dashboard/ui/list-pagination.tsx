import { Group, Pagination, Text } from '@mantine/core'

interface ListPaginationProps {
  page: number
  limit: number
  total: number
  onChange: (page: number) => void
  /** What is counted: "members". */
  noun: string
}

/** Which rows of how many, and the other pages. */
export function ListPagination({ page, limit, total, onChange, noun }: ListPaginationProps) {
  if (total === 0) return null
  const first = (page - 1) * limit + 1
  const last = Math.min(total, page * limit)
  return (
    <Group justify="space-between" gap="sm" mt="sm" component="nav" aria-label={`Pages of ${noun}`}>
      <Text size="sm" c="dimmed" className="tabular" role="status">
        {first > total
          ? `${total.toLocaleString()} ${noun}`
          : `${first.toLocaleString()}–${last.toLocaleString()} of ${total.toLocaleString()} ${noun}`}
      </Text>
      {total > limit && (
        <Pagination
          size="sm"
          total={Math.ceil(total / limit)}
          value={page}
          onChange={onChange}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
        />
      )}
    </Group>
  )
}
