import { CloseButton, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'

interface SearchFieldProps {
  /** What it searches: "Search members". */
  label: string
  value: string
  onChange: (value: string) => void
}

/** A search field that waits a moment after the last key. */
function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((next: string) => {
    sent.current = next
    onChange(next)
  }, 300)
  // The address changed from elsewhere (back, a cleared filter): follow it, but never undo what is being typed.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setTyped(value)
  }, [value])
  const change = (next: string) => {
    setTyped(next)
    send(next)
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : <CloseButton size="sm" aria-label="Clear search" onClick={() => change('')} />
      }
      maxLength={200}
      style={{ flex: '1 1 220px', maxWidth: 340 }}
    />
  )
}

interface ListToolbarProps {
  search?: SearchFieldProps
  /** Filters, after the search field. */
  children?: ReactNode
  /** At the right: counts, exports. */
  right?: ReactNode
}

/** Search and filters above a list. */
export function ListToolbar({ search, children, right }: ListToolbarProps) {
  return (
    <Group component="search" gap="xs" mb="sm" align="center">
      {search !== undefined && <SearchField {...search} />}
      {children}
      {right !== undefined && (
        <Group gap="xs" ml="auto">
          {right}
        </Group>
      )}
    </Group>
  )
}
