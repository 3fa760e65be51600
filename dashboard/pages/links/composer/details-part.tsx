import { Radio, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { PartProps } from './use-link-form.ts'

const KINDS = [
  {
    value: '302',
    label: '302 · found',
    note: 'The usual choice. Browsers ask again each time, so changes count at once and every click is seen.',
  },
  {
    value: '307',
    label: '307 · temporary redirect',
    note: 'As 302, and forms that are posted to the link stay posted.',
  },
  {
    value: '301',
    label: '301 · moved permanently',
    note: 'Browsers may remember it for long: later changes reach those visitors late, and their clicks are not seen.',
  },
]

/** What is seldom needed: texts for colleagues, the kind of redirect, an id of one's own. */
export function DetailsPart({ form }: PartProps) {
  return (
    <Stack gap="md">
      <Textarea
        label="Description"
        description="For people of this workspace; messengers show it where a preview of our own has no text."
        maxLength={1000}
        minRows={2}
        {...form.getInputProps('description')}
      />
      <Textarea
        label="Notes"
        description="For people of this workspace; never sent to webhooks."
        maxLength={5000}
        minRows={2}
        {...form.getInputProps('notes')}
      />
      <Radio.Group label="Kind of redirect" {...form.getInputProps('redirect_status')}>
        <Stack gap="xs" mt={6}>
          {KINDS.map(({ value, label, note }) => (
            <Radio key={value} value={value} label={label} description={note} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label="Pass the visitor's query on"
        description="Opened with ?ref=x, the link adds ref=x to the destination."
        {...form.getInputProps('forward_query', { type: 'checkbox' })}
      />
      <TextInput
        label="External id"
        description="The link's id in a system of yours; unique in this workspace. The API finds the link by it."
        maxLength={200}
        {...form.getInputProps('external_id')}
      />
    </Stack>
  )
}
