import { Chip, Group, Input, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { WEEKDAYS } from './condition-values.ts'
import type { ConditionsDraft } from './rule-draft.ts'

type Schedule = NonNullable<ConditionsDraft['schedule']>

interface ScheduleFieldsProps {
  value: Schedule
  onChange: (value: Schedule) => void
  error: string | null
}

let zones: string[] | undefined
const allZones = (): string[] => {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return zones
}

/** Days of the week and hours, in a zone of their own. */
export function ScheduleFields({ value, onChange, error }: ScheduleFieldsProps) {
  const isOverMidnight = value.until < value.from
  return (
    <Stack gap="sm">
      <Input.Wrapper label="Days" labelElement="div" error={error}>
        <Group gap={6} mt={4} role="group" aria-label="Days">
          <Chip.Group
            multiple
            value={value.weekdays}
            onChange={(chosen) =>
              onChange({
                ...value,
                weekdays: WEEKDAYS.filter((day) => chosen.includes(day.value)).map((day) => day.value),
              })
            }
          >
            {WEEKDAYS.map((day) => (
              <Chip key={day.value} value={day.value} size="xs">
                {day.label}
              </Chip>
            ))}
          </Chip.Group>
        </Group>
      </Input.Wrapper>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          type="time"
          label="From"
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.currentTarget.value || value.from })}
        />
        <TextInput
          type="time"
          label={isOverMidnight ? 'Until, the next day' : 'Until'}
          value={value.until}
          onChange={(event) => onChange({ ...value, until: event.currentTarget.value || value.until })}
        />
        <Select
          label="Time zone"
          data={allZones()}
          value={value.zone}
          onChange={(zone) => onChange({ ...value, zone: zone ?? value.zone })}
          allowDeselect={false}
          searchable
          limit={60}
        />
      </SimpleGrid>
    </Stack>
  )
}
