import { Group, MultiSelect, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useRef, useState } from 'react'
import { listMembers, type Member } from '#shared/contract/members.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { PersonAvatar } from '../../ui/person-avatar.tsx'
import { useRoute } from '../../use-route.ts'

interface MembersPickerProps {
  label: string
  description?: ReactNode
  /** Ids of members. */
  value: string[]
  onChange: (memberIds: string[]) => void
  /** These can't be chosen: they are in the team already. */
  without?: readonly string[]
  /** Left out: any number. */
  max?: number
  error?: ReactNode
  isAutofocused?: boolean
}

function PersonOption({ member }: { member: Member | undefined }) {
  if (member === undefined) return null
  return (
    <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
      <PersonAvatar name={member.name} image={member.image} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate>
          {member.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {member.email}
        </Text>
      </div>
    </Group>
  )
}

/** Active members of the organization, found by name or e-mail. */
export function MembersPicker(props: MembersPickerProps) {
  const { value, onChange, without = [], max = 200 } = props
  const { id } = useWorkspace()
  const [search, setSearch] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [searched] = useDebouncedValue(search.trim(), 250)
  const found = useRoute(
    listMembers,
    { params: { orgId: id }, query: { search: searched, limit: 30, sort: 'name' } },
    { keepPrevious: true },
  )
  // Whoever was chosen stays listed, whatever is searched for now.
  const known = useRef(new Map<string, Member>())
  for (const member of found.data?.data ?? []) known.current.set(member.id, member)
  const listed = new Set([...value, ...(found.data?.data ?? []).map((member) => member.id)])
  return (
    <MultiSelect
      label={props.label}
      description={props.description}
      placeholder={value.length === 0 ? 'Find by name or e-mail' : ''}
      data={[...listed]
        .filter((memberId) => !without.includes(memberId))
        .map((memberId) => ({ value: memberId, label: known.current.get(memberId)?.name ?? memberId }))}
      value={value}
      onChange={(next) => {
        onChange(next)
        if (next.length >= max) setOpen(false)
      }}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(value.length < max)}
      onDropdownClose={() => setOpen(false)}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      renderOption={({ option }) => <PersonOption member={known.current.get(option.value)} />}
      nothingFoundMessage={found.isFetching ? 'Looking…' : 'Nobody else of that name is a member'}
      maxValues={max}
      hidePickedOptions
      error={props.error ?? found.error?.message}
      comboboxProps={{ shadow: 'md' }}
      // The list itself scrolls, and the field shows its focus as a whole.
      withScrollArea={false}
      styles={{ options: { maxHeight: 260, overflowY: 'auto' }, inputField: { outline: 'none' } }}
      data-autofocus={props.isAutofocused || undefined}
    />
  )
}
