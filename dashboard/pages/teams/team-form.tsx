import { Text, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, type UseFormReturnType } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { slugOf, whyNotSlug } from '../../ui/slug-of.ts'

export interface TeamValues {
  name: string
  slug: string
  description: string
}

/** The rules of a team's fields that can be told before the server is asked. */
export const teamRules = { name: isNotEmpty('Give the team a name'), slug: whyNotSlug }

/** The public address of a team with this slug. */
export const publicAddressOf = (slug: string): string => `${location.host}/${slug}`

interface TeamFieldsProps {
  form: UseFormReturnType<TeamValues>
  isDisabled?: boolean
  /** The slug follows the name until it is typed. */
  isNew?: boolean
  children?: ReactNode
}

/** Name, address with its live preview, description. */
export function TeamFields({ form, isDisabled = false, isNew = false, children }: TeamFieldsProps) {
  const [isSlugTyped, setSlugTyped] = useState(!isNew)
  const name = form.getInputProps('name')
  const slug = form.getInputProps('slug')
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Sales"
        maxLength={100}
        required
        disabled={isDisabled}
        data-autofocus={isNew || undefined}
        {...name}
        onChange={(event) => {
          name.onChange(event)
          if (!isSlugTyped) form.setFieldValue('slug', slugOf(event.currentTarget.value))
        }}
      />
      <TextInput
        label="Address"
        description={
          <>
            The team’s public page:{' '}
            <Text component="span" inherit c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
              {publicAddressOf(form.values.slug || '…')}
            </Text>
          </>
        }
        maxLength={48}
        required
        disabled={isDisabled}
        autoCapitalize="none"
        spellCheck={false}
        {...slug}
        onChange={(event) => {
          setSlugTyped(true)
          form.setFieldValue('slug', event.currentTarget.value.toLowerCase())
        }}
      />
      <Textarea
        label="Description"
        maxLength={1000}
        disabled={isDisabled}
        {...form.getInputProps('description')}
      />
      {children}
    </>
  )
}
