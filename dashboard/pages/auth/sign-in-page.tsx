import {
  Anchor,
  Button,
  Checkbox,
  Divider,
  Group,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { signIn } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { useEnter, useWithReturnTo } from './return-to.ts'
import { SecondFactorForm } from './second-factor-form.tsx'

interface PasswordFormProps {
  onDone: () => void
  onSecondFactor: () => void
}

function PasswordForm({ onDone, onSecondFactor }: PasswordFormProps) {
  const { email = '' } = useSearch({ strict: false }) as { email?: string }
  const form = useForm({
    initialValues: { email, password: '', remember: true },
    validate: { email: isNotEmpty('Write your e-mail address'), password: isNotEmpty('Write your password') },
  })
  const enter = useAct(signIn, {
    onDone: (answer) => (answer.is_second_factor_required ? onSecondFactor() : onDone()),
    onFailed: showFieldErrors(form),
  })
  return (
    <form onSubmit={form.onSubmit((body) => enter.mutate({ body }))} noValidate>
      <Stack gap="md">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          maxLength={128}
          {...form.getInputProps('password')}
        />
        <Group justify="space-between" gap="xs">
          <Checkbox label="Stay signed in" {...form.getInputProps('remember', { type: 'checkbox' })} />
          <Anchor component={Link} to="/forgot-password" size="sm">
            Forgot your password?
          </Anchor>
        </Group>
        <FormError error={enter.error} />
        <Button type="submit" size="md" loading={enter.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}

/** Signs in by password and second factor, or by passkey; then goes where the person wanted to go. */
export function SignInPage() {
  const enter = useEnter()
  const withReturnTo = useWithReturnTo()
  const [needsSecondFactor, setNeedsSecondFactor] = useState(false)
  if (needsSecondFactor)
    return <SecondFactorForm onDone={() => enter()} onBack={() => setNeedsSecondFactor(false)} />
  return (
    <Stack gap="md">
      <AuthHeading title="Sign in" />
      <PasswordForm onDone={() => enter()} onSecondFactor={() => setNeedsSecondFactor(true)} />
      <Divider label="or" />
      <PasskeySignIn onDone={() => enter()} />
      <Text size="sm" c="dimmed">
        New here?{' '}
        <Anchor component={Link} to={withReturnTo('/sign-up')} size="sm" underline="always">
          Create an account
        </Anchor>
      </Text>
    </Stack>
  )
}
