import { Button, Loader, Stack } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { verifyEmail } from '#shared/contract/account.ts'
import { getMe } from '#shared/contract/organizations.ts'
import { FormError } from '../../ui/form-errors.tsx'
import { useAct } from '../../use-route.ts'
import { AuthHeading } from './auth-heading.tsx'

/** Where the link of a verification mail leads: proves the address and says so. */
export function VerifyEmailPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const verify = useAct(verifyEmail, { invalidate: [getMe] })
  const hasStarted = useRef(false)
  const { mutate } = verify
  useEffect(() => {
    if (hasStarted.current || token === '') return
    hasStarted.current = true
    mutate({ body: { token } })
  }, [token, mutate])
  if (token !== '' && !verify.isSuccess && !verify.isError)
    return (
      <Stack gap="md" align="flex-start">
        <AuthHeading title="Verifying your e-mail" />
        <Loader size="sm" />
      </Stack>
    )
  if (verify.isSuccess)
    return (
      <Stack gap="md">
        <AuthHeading title="Your e-mail is verified">People can invite you at this address now.</AuthHeading>
        <Button component={Link} to="/dashboard">
          Go to the dashboard
        </Button>
      </Stack>
    )
  return (
    <Stack gap="md">
      <AuthHeading title="This link does not work">
        It may have been used already, or be too old. Sign in and send the mail again from the notice at the
        top of each page.
      </AuthHeading>
      <FormError error={verify.error} />
      <Button component={Link} to="/dashboard">
        Go to the dashboard
      </Button>
    </Stack>
  )
}
