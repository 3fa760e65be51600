import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { changePassword, listSessions } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { useAct } from '../../use-route.ts'
import { checkPassword, NewPasswordInput } from '../auth/new-password-input.tsx'

/** Sets a new password; other sessions end. */
export function ChangePasswordSection() {
  const form = useForm({
    initialValues: { current_password: '', password: '' },
    validate: { current_password: isNotEmpty('Write your current password'), password: checkPassword },
  })
  const change = useAct(changePassword, {
    invalidate: [listSessions],
    onDone: () => {
      form.reset()
      notifyDone('Your password is changed. Your other sessions have ended.')
    },
    onFailed: showFieldErrors(form),
  })
  return (
    <Section heading="Password" description="Changing it ends your other sessions.">
      <form onSubmit={form.onSubmit((body) => change.mutate({ body }))} noValidate>
        <Stack gap="md" maw={460}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            maxLength={128}
            {...form.getInputProps('current_password')}
          />
          <NewPasswordInput label="New password" withAsterisk={false} {...form.getInputProps('password')} />
          <FormError error={change.error} />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
