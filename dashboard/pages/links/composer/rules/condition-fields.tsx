import { MultiSelect, NumberInput, SimpleGrid } from '@mantine/core'
import { MomentField } from '../moment-field.tsx'
import { countryOptions, DEVICE_OPTIONS, languageOptions, SYSTEM_OPTIONS } from './condition-values.ts'
import type { ConditionName, ConditionsDraft } from './rule-draft.ts'
import { ScheduleFields } from './schedule-fields.tsx'

type Values<N extends ConditionName> = NonNullable<ConditionsDraft[N]>

interface ConditionProps<N extends ConditionName> {
  value: Values<N>
  onChange: (value: Values<N>) => void
  error: string | null
}

const ALL_LISTS = {
  devices: { label: 'Device is', options: () => DEVICE_OPTIONS },
  operating_systems: { label: 'Operating system is', options: () => SYSTEM_OPTIONS },
  countries: { label: 'Country is', options: countryOptions },
  languages: { label: 'First language is', options: languageOptions },
} as const

const listField =
  <N extends keyof typeof ALL_LISTS>(name: N) =>
  ({ value, onChange, error }: ConditionProps<N>) => (
    <MultiSelect
      label={ALL_LISTS[name].label}
      placeholder={value.length === 0 ? 'Choose one or several' : ''}
      data={ALL_LISTS[name].options()}
      value={[...value]}
      onChange={(next) => onChange(next as Values<N>)}
      searchable
      limit={60}
      nothingFoundMessage="Nothing is called that"
      error={error}
    />
  )

const WindowFields = ({ value, onChange, error }: ConditionProps<'window'>) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
    <MomentField
      label="From"
      value={value.from}
      onChange={(from) => onChange({ ...value, from })}
      error={error}
    />
    <MomentField label="Until" value={value.until} onChange={(until) => onChange({ ...value, until })} />
  </SimpleGrid>
)

const PercentageField = ({ value, onChange, error }: ConditionProps<'percentage'>) => (
  <NumberInput
    label="Share of visitors"
    description="Of those who reach this rule. The same visitor always falls the same way."
    suffix=" %"
    min={1}
    max={99}
    clampBehavior="strict"
    allowDecimal={false}
    value={value}
    onChange={(next) => onChange(typeof next === 'number' ? next : 1)}
    error={error}
  />
)

/** How each condition is edited. */
export const CONDITION_FIELDS: { [N in ConditionName]: (props: ConditionProps<N>) => React.ReactNode } = {
  devices: listField('devices'),
  operating_systems: listField('operating_systems'),
  countries: listField('countries'),
  languages: listField('languages'),
  window: WindowFields,
  schedule: ScheduleFields,
  percentage: PercentageField,
}

/** What each condition is called where it is added or taken off. */
export const CONDITION_LABELS: Record<ConditionName, string> = {
  devices: 'Device',
  operating_systems: 'Operating system',
  countries: 'Country',
  languages: 'Language',
  window: 'Dates',
  schedule: 'Hours of the week',
  percentage: 'Share of visitors',
}
