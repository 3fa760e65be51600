import { Button, Group, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './analytics.module.css'
import { isPreset, PRESET_LABELS, type Preset, viewersZone } from './analytics-ranges.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const PRESETS = Object.keys(PRESET_LABELS).filter(isPreset)

interface PartProps {
  state: AnalyticsState
  onDone: () => void
}

function PresetList({ state, onDone }: PartProps) {
  const chosen = 'preset' in state.when ? state.when.preset : null
  const choose = (range: Preset) => {
    state.set({ range, from: '', until: '', interval: '' })
    onDone()
  }
  return (
    <Stack gap={2} role="group" aria-label="Ranges">
      {PRESETS.map((preset) => (
        <UnstyledButton
          key={preset}
          className={classes.option}
          aria-pressed={preset === chosen}
          onClick={() => choose(preset)}
        >
          {PRESET_LABELS[preset]}
          {preset === chosen && <IconCheck size={14} aria-hidden />}
        </UnstyledButton>
      ))}
    </Stack>
  )
}

function CustomRange({ state, onDone }: PartProps) {
  const given = 'from' in state.when ? state.when : { from: '', until: '' }
  const [from, setFrom] = useState(given.from)
  const [until, setUntil] = useState(given.until)
  const isBackwards = from !== '' && until !== '' && from > until
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        state.set({ range: 'custom', from, until, interval: '' })
        onDone()
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="date"
          label="From"
          value={from}
          max={until || undefined}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="To, included"
          value={until}
          min={from || undefined}
          error={isBackwards ? 'Must not be before the first day' : undefined}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Button type="submit" variant="light" disabled={from === '' || until === '' || isBackwards}>
          Show these days
        </Button>
      </Stack>
    </form>
  )
}

function ZoneSelect({ state }: { state: AnalyticsState }) {
  const own = viewersZone()
  const zones = [...new Set([own, 'UTC', state.zone, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Select
      label="Time zone"
      description="Where days begin and end"
      data={zones.map((zone) => ({ value: zone, label: zone === own ? `${zone} (yours)` : zone }))}
      value={state.zone}
      onChange={(zone) => state.set({ zone: zone === null || zone === own ? '' : zone })}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage="No such zone"
      comboboxProps={{ withinPortal: false }}
    />
  )
}

/** What the range picker opens: ranges, two days, and the zone they are days of. */
export function RangeChoices(props: PartProps) {
  return (
    <Group align="flex-start" gap="md">
      <PresetList {...props} />
      <Stack gap="md" w={230}>
        <CustomRange {...props} />
        <ZoneSelect state={props.state} />
        <Text size="xs" c="dimmed">
          Shown in {props.state.zone}
        </Text>
      </Stack>
    </Group>
  )
}
