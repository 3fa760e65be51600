import { Anchor, Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { verifySecondFactor } from '#shared/contract/account.ts'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'

interface SecondFactorFormProps {
  onDone: () => void
  onBack: () => void
}

/** The second step of signing in: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm({ onDone, onBack }: SecondFactorFormProps) {
  const form = useForm({
    initialValues: { code: '', is_recovery_code: false, trust_device: false },
    validate: { code: (code) => (code.trim().length < 6 ? 'Write the whole code' : null) },
  })
  const verify = useAct(verifySecondFactor, { onDone, onFailed: showFieldErrors(form) })
  const isRecovery = form.values.is_recovery_code
  return (
    <form onSubmit={form.onSubmit((body) => verify.mutate({ body }))} noValidate>
      <Stack gap="md">
        <AuthHeading title="Second factor">
          {isRecovery
            ? 'Write one of the recovery codes you saved. Each works once.'
            : 'Open your authenticator app and write the six digits it shows for Guildhall.'}
        </AuthHeading>
        <TextInput
          key={String(isRecovery)}
          label={isRecovery ? 'Recovery code' : 'Code'}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoFocus
          required
          withAsterisk={false}
          maxLength={32}
          {...form.getInputProps('code')}
        />
        {!isRecovery && (
          <Checkbox
            label="Trust this device for 30 days"
            {...form.getInputProps('trust_device', { type: 'checkbox' })}
          />
        )}
        <FormError error={verify.error} />
        <Button type="submit" size="md" loading={verify.isPending}>
          Sign in
        </Button>
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => form.setValues({ is_recovery_code: !isRecovery, code: '' })}
        >
          {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
        </Anchor>
        <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onBack}>
          Start again
        </Anchor>
      </Stack>
    </form>
  )
}
