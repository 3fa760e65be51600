import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconWorldWww } from '@tabler/icons-react'
import { findDestinationProblem, schemeOf } from '#shared/link-destinations.ts'
import type { PartProps } from './use-link-form.ts'
import { withScheme } from './with-scheme.ts'

/** Where the link leads; what is wrong with it is said a moment after the last key. */
export function DestinationField({ form, isNew }: PartProps & { isNew: boolean }) {
  const { destination } = form.values
  const [settled] = useDebouncedValue(destination, 500)
  const problem = settled.trim() === '' ? null : findDestinationProblem(withScheme(settled))
  const isPlain = schemeOf(destination.trim()) === 'http'
  const field = form.getInputProps('destination')
  return (
    <TextInput
      label="Destination"
      description={isPlain ? 'http:// is not encrypted; most pages answer at https:// as well.' : undefined}
      placeholder="https://example.com/a/long/address"
      leftSection={<IconWorldWww size={17} aria-hidden />}
      size="md"
      maxLength={4096}
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required
      autoFocus={isNew}
      {...field}
      error={field.error ?? (settled === destination ? problem : null)}
      onBlur={() => {
        const whole = withScheme(destination)
        if (whole !== destination) form.setFieldValue('destination', whole)
      }}
    />
  )
}
