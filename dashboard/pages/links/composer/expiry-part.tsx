import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { localOf } from './local-time.ts'
import { MomentField } from './moment-field.tsx'
import type { PartProps } from './use-link-form.ts'
import { withScheme } from './with-scheme.ts'

const PRESETS = [
  { label: 'In a day', days: 1 },
  { label: 'In a week', days: 7 },
  { label: 'In 30 days', days: 30 },
  { label: 'In 90 days', days: 90 },
]
const DAY_MS = 86_400_000

function daysAhead(days: number): string {
  return localOf(new Date(Date.now() + days * DAY_MS).toISOString()).replace(/\d\d$/, '00')
}

/** When the link stops, after how many clicks, and where it leads from then on. */
export function ExpiryPart({ form }: PartProps) {
  const expired = form.getInputProps('expired_destination')
  return (
    <Stack gap="sm">
      <MomentField
        label="Expires"
        value={form.values.expires_at}
        onChange={(value) => form.setFieldValue('expires_at', value)}
        error={form.errors.expires_at}
      />
      <Group gap={6}>
        {PRESETS.map(({ label, days }) => (
          <Button
            key={days}
            variant="default"
            size="compact-sm"
            onClick={() => form.setFieldValue('expires_at', daysAhead(days))}
          >
            {label}
          </Button>
        ))}
      </Group>
      <NumberInput
        label="Click limit"
        description="The link stops after this many clicks; counted exactly. Robots get a preview and take none."
        placeholder="No limit"
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        maw={420}
        {...form.getInputProps('click_limit')}
        onChange={(value) => form.setFieldValue('click_limit', typeof value === 'number' ? value : '')}
      />
      <TextInput
        label="Leads afterwards to"
        description="Left empty, visitors see a page that says the link has ended."
        placeholder="https://example.com/ended"
        maxLength={4096}
        inputMode="url"
        {...expired}
        onBlur={() => form.setFieldValue('expired_destination', withScheme(form.values.expired_destination))}
      />
    </Stack>
  )
}
