import { Anchor, Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useSearch } from '@tanstack/react-router'
import { resetPassword } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'
import { checkPassword, NewPasswordInput } from './new-password-input.tsx'

/** Sets a new password with the token of the mail. */
export function ResetPasswordPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const form = useForm({ initialValues: { password: '' }, validate: { password: checkPassword } })
  const reset = useAct(resetPassword, { onFailed: showFieldErrors(form) })
  if (token === '')
    return (
      <Stack gap="md">
        <AuthHeading title="This link is incomplete">
          Open the link of the mail again, or ask for a new one.
        </AuthHeading>
        <Button component={Link} to="/forgot-password">
          Ask for a new link
        </Button>
      </Stack>
    )
  if (reset.isSuccess)
    return (
      <Stack gap="md">
        <AuthHeading title="Your password is set">
          You were signed out everywhere. Sign in with the new password.
        </AuthHeading>
        <Button component={Link} to="/sign-in">
          Sign in
        </Button>
      </Stack>
    )
  return (
    <form onSubmit={form.onSubmit(({ password }) => reset.mutate({ body: { token, password } }))} noValidate>
      <Stack gap="md">
        <AuthHeading title="Set a new password">This signs you out everywhere else.</AuthHeading>
        <NewPasswordInput label="New password" {...form.getInputProps('password')} />
        <FormError error={reset.error} />
        <Button type="submit" size="md" loading={reset.isPending}>
          Set the password
        </Button>
        <Anchor component={Link} to="/forgot-password" size="sm">
          Ask for a new link
        </Anchor>
      </Stack>
    </form>
  )
}
