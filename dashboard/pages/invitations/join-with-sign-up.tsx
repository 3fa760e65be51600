import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { acceptInvitationWithSignUp } from '#shared/contract/invitations.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { checkPassword, NewPasswordInput } from '../auth/new-password-input.tsx'
import { useEnter } from '../auth/return-to.ts'
import type { AnswerProps } from './accept-invitation-page.tsx'
import { DeclineButton } from './decline-button.tsx'
import { signInFor } from './sign-in-to-accept.tsx'

function SignUpFields({ invitation, token }: AnswerProps) {
  const enter = useEnter()
  const form = useForm<{ name: string; password: string }>({
    initialValues: { name: '', password: '' },
    validate: { name: isNotEmpty('Say what people call you'), password: checkPassword },
  })
  const join = useAct(acceptInvitationWithSignUp, {
    onDone: ({ organization }) => enter(`/dashboard/${organization.slug}`),
    onFailed: showFieldErrors({ setErrors: form.setErrors, getValues: () => ({ ...form.getValues() }) }),
  })
  return (
    <form onSubmit={form.onSubmit((values) => join.mutate({ body: { token, ...values } }))} noValidate>
      <Stack gap="md">
        <TextInput
          label="E-mail"
          description="The invited address; the invitation proves that it is yours."
          value={invitation.email}
          readOnly
          autoComplete="username"
        />
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <NewPasswordInput {...form.getInputProps('password')} />
        <FormError error={join.error} />
        <Button type="submit" size="md" fullWidth loading={join.isPending || join.isSuccess}>
          Create account and join
        </Button>
      </Stack>
    </form>
  )
}

/** Nobody has this e-mail yet: an account is made and joins in one step. */
export function JoinWithSignUp(props: AnswerProps) {
  return (
    <Stack gap="xs">
      <SignUpFields {...props} />
      <DeclineButton {...props} />
      <Text size="sm" c="dimmed" ta="center">
        Made an account just now?{' '}
        <Anchor
          href={signInFor({ email: props.invitation.email, token: props.token })}
          size="sm"
          underline="always"
        >
          Sign in
        </Anchor>
      </Text>
    </Stack>
  )
}
