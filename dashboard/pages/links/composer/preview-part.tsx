import { Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { PartProps } from './use-link-form.ts'

/** What messengers and social networks show for the link, in place of what its destination says. */
export function PreviewPart({ form }: PartProps) {
  const { hasPreview } = form.values
  return (
    <Stack gap="sm">
      <Switch
        label="Show a preview of our own"
        description="Otherwise messengers show what the destination says about itself."
        checked={hasPreview}
        onChange={(event) => form.setFieldValue('hasPreview', event.currentTarget.checked)}
      />
      {hasPreview && (
        <>
          <TextInput label="Title of the preview" maxLength={200} {...form.getInputProps('preview.title')} />
          <Textarea
            label="Text of the preview"
            maxLength={500}
            minRows={2}
            {...form.getInputProps('preview.description')}
          />
          <TextInput
            label="Address of a picture"
            description="https only; 1200 × 630 pixels suit most networks."
            placeholder="https://example.com/picture.png"
            maxLength={2048}
            inputMode="url"
            {...form.getInputProps('preview.image_url')}
          />
        </>
      )}
    </Stack>
  )
}
