import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { isEmail, useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { requestPasswordReset } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'

const BackToSignIn = () => (
  <Anchor component={Link} to="/sign-in" size="sm">
    Back to sign in
  </Anchor>
)

/** Sends a mail with a link to set a new password. */
export function ForgotPasswordPage() {
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: isEmail('Write an e-mail address, like name@example.com') },
  })
  const request = useAct(requestPasswordReset, { onFailed: showFieldErrors(form) })
  if (request.isSuccess)
    return (
      <Stack gap="md">
        <AuthHeading title="Look at your mail">
          If <strong>{form.values.email}</strong> has an account here, a link to set a new password is on its
          way.
        </AuthHeading>
        <Text size="sm" c="dimmed">
          Nothing after a few minutes? Look in the spam folder, or try the address you signed up with.
        </Text>
        <BackToSignIn />
      </Stack>
    )
  return (
    <form onSubmit={form.onSubmit((body) => request.mutate({ body }))} noValidate>
      <Stack gap="md">
        <AuthHeading title="Reset your password">We mail you a link to set a new one.</AuthHeading>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <FormError error={request.error} />
        <Button type="submit" size="md" loading={request.isPending}>
          Send the link
        </Button>
        <BackToSignIn />
      </Stack>
    </form>
  )
}
