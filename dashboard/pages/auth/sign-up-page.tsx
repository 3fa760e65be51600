import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { signUp } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'
import { checkPassword, NewPasswordInput } from './new-password-input.tsx'
import { useEnter, useWithReturnTo } from './return-to.ts'

/** Makes an account with its personal workspace. */
export function SignUpPage() {
  const enter = useEnter()
  const withReturnTo = useWithReturnTo()
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: isNotEmpty('Say what people call you'),
      email: isEmail('Write an e-mail address, like name@example.com'),
      password: checkPassword,
    },
  })
  const create = useAct(signUp, { onDone: () => enter(), onFailed: showFieldErrors(form) })
  return (
    <form onSubmit={form.onSubmit((body) => create.mutate({ body }))} noValidate>
      <Stack gap="md">
        <AuthHeading title="Create your account">You get a workspace of your own right away.</AuthHeading>
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <NewPasswordInput {...form.getInputProps('password')} />
        <FormError error={create.error} />
        <Button type="submit" size="md" loading={create.isPending}>
          Create account
        </Button>
        <Text size="sm" c="dimmed">
          Have an account?{' '}
          <Anchor component={Link} to={withReturnTo('/sign-in')} size="sm" underline="always">
            Sign in
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}
