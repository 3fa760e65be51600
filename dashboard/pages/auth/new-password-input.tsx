import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** At least this many characters, as the server asks. */
const PASSWORD_LENGTH = 12

export const checkPassword = (password: string): string | null =>
  password.length < PASSWORD_LENGTH ? `Use at least ${PASSWORD_LENGTH} characters` : null

/** A field for a password to be set; password managers offer a new one. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      description={`At least ${PASSWORD_LENGTH} characters. A few words in a row are easy to remember.`}
      autoComplete="new-password"
      required
      withAsterisk={false}
      maxLength={128}
      {...props}
    />
  )
}
