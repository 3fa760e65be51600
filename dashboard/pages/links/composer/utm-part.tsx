import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { schemeOf } from '#shared/link-destinations.ts'
import type { PartProps } from './use-link-form.ts'
import { readUtm, UTM_FIELDS, writeUtm } from './utm.ts'
import { UtmTemplates } from './utm-templates.tsx'

const LABELS = {
  utm_source: { label: 'Source', placeholder: 'newsletter' },
  utm_medium: { label: 'Medium', placeholder: 'email' },
  utm_campaign: { label: 'Campaign', placeholder: 'spring_sale' },
  utm_term: { label: 'Term', placeholder: 'running shoes' },
  utm_content: { label: 'Content', placeholder: 'logo link' },
} as const

/** Campaign parameters. They have no place of their own: what is typed stands in the destination's query at once. */
export function UtmPart({ form }: PartProps) {
  const { destination } = form.values
  const utm = readUtm(destination)
  const scheme = schemeOf(destination.trim())
  const isWeb = scheme === 'http' || scheme === 'https'
  const set = (changes: Partial<typeof utm>) =>
    form.setFieldValue('destination', writeUtm(destination, changes))
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {isWeb
          ? 'They are written into the destination, where your analytics reads them.'
          : 'Give a destination that starts with https:// first.'}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {UTM_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={LABELS[field].label}
            placeholder={LABELS[field].placeholder}
            value={utm[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
            maxLength={200}
            disabled={!isWeb}
          />
        ))}
      </SimpleGrid>
      <UtmTemplates utm={utm} isDisabled={!isWeb} onApply={set} />
    </Stack>
  )
}
