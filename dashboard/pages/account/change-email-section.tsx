import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { changeEmail } from '#shared/contract/account.ts'
import { useMe } from '../../frame/use-me.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { Section } from '../../ui/section.tsx'
import { useAct } from '../../use-route.ts'

function ChangeEmailForm({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: isEmail('Write an e-mail address, like name@example.com'),
      password: isNotEmpty('Write your password'),
    },
  })
  const change = useAct(changeEmail, { onFailed: showFieldErrors(form) })
  if (change.isSuccess)
    return (
      <Text size="sm" role="status">
        Open the link we sent to <strong>{form.values.email}</strong>. Until then your e-mail stays as it is.
      </Text>
    )
  return (
    <form onSubmit={form.onSubmit((body) => change.mutate({ body }))} noValidate>
      <Stack gap="md" maw={460}>
        <TextInput label="New e-mail" type="email" autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <FormError error={change.error} />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            Send a link to the new address
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The address you sign in with; a new one counts once it is verified. */
export function ChangeEmailSection() {
  const { user } = useMe()
  const [isOpen, form] = useDisclosure(false)
  return (
    <Section heading="E-mail" description="You sign in with it, and invitations reach you there.">
      <Group gap="sm">
        <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
          {user.email}
        </Text>
        <Badge color={user.is_email_verified ? 'guild' : 'yellow'}>
          {user.is_email_verified ? 'Verified' : 'Not verified yet'}
        </Badge>
        {!isOpen && (
          <Button variant="default" size="compact-sm" onClick={form.open}>
            Change
          </Button>
        )}
      </Group>
      {isOpen && <ChangeEmailForm onClose={form.close} />}
    </Section>
  )
}
