import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { signInWithPasskey, startPasskeySignIn } from '#shared/contract/account.ts'
import { type ApiError, call } from '../../api.ts'
import { FormError } from '../../ui/form-errors.tsx'
import { askPasskey, canUsePasskeys, isPasskeyCancelled } from './passkey.ts'

/** Signs in with a passkey of this device or a key; absent where the browser has none. */
export function PasskeySignIn({ onDone }: { onDone: () => void }) {
  const signIn = useMutation<unknown, ApiError>({
    mutationFn: async () => {
      const options = await call(startPasskeySignIn, {})
      return call(signInWithPasskey, { body: { response: await askPasskey(options) } })
    },
    onSuccess: onDone,
  })
  if (!canUsePasskeys()) return null
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconFingerprint size={18} />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        Sign in with a passkey
      </Button>
      <FormError error={isPasskeyCancelled(signIn.error) ? null : signIn.error} />
    </>
  )
}
