import { PasswordInput, Stack, Switch } from '@mantine/core'
import type { PartProps } from './use-link-form.ts'

/** Asks visitors for a password before they are led on. */
export function PasswordPart({ form, hadPassword }: PartProps & { hadPassword: boolean }) {
  const { isProtected } = form.values
  return (
    <Stack gap="sm">
      <Switch
        label="Visitors need a password"
        checked={isProtected}
        onChange={(event) => form.setFieldValue('isProtected', event.currentTarget.checked)}
      />
      {isProtected && (
        <PasswordInput
          label={hadPassword ? 'New password' : 'Password'}
          description={
            hadPassword
              ? 'Left empty, the password stays as it is. It is stored as a hash, so nobody can read it here.'
              : 'At least 4 characters. It is stored as a hash, so note it down: nobody can read it here later.'
          }
          maxLength={128}
          autoComplete="new-password"
          maw={340}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          {...form.getInputProps('password')}
        />
      )}
    </Stack>
  )
}
