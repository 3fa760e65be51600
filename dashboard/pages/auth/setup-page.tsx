import { Button, Stack, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { setUp } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'
import { checkPassword, NewPasswordInput } from './new-password-input.tsx'
import { useEnter } from './return-to.ts'

/** The first visit: makes the operator's account and the first organization. */
export function SetupPage() {
  const enter = useEnter()
  const form = useForm({
    initialValues: { name: '', email: '', password: '', organization_name: '' },
    validate: {
      name: isNotEmpty('Say what people call you'),
      email: isEmail('Write an e-mail address, like name@example.com'),
      password: checkPassword,
      organization_name: isNotEmpty('Give the organization a name'),
    },
  })
  const create = useAct(setUp, {
    onDone: ({ organization }) => enter(`/dashboard/${organization.slug}`),
    onFailed: showFieldErrors(form),
  })
  return (
    <form onSubmit={form.onSubmit((body) => create.mutate({ body }))} noValidate>
      <Stack gap="md">
        <AuthHeading title="Set up Guildhall">
          Nobody has an account here yet. This first one operates the instance and owns its first
          organization.
        </AuthHeading>
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
        <TextInput
          label="Organization"
          description="The company, club or group that works together. You can rename it."
          autoComplete="organization"
          required
          withAsterisk={false}
          maxLength={100}
          {...form.getInputProps('organization_name')}
        />
        <FormError error={create.error} />
        <Button type="submit" size="md" loading={create.isPending}>
          Create account and organization
        </Button>
      </Stack>
    </form>
  )
}
