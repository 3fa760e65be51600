import { Button, Group, Text } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconMailExclamation, IconWifiOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { sendVerificationEmail } from '#shared/contract/account.ts'
import { useAct } from '../use-route.ts'
import classes from './notices.module.css'
import { useMe } from './use-me.ts'

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.notice}>
      {icon}
      <Group gap="sm" style={{ flex: 1 }}>
        {children}
      </Group>
    </div>
  )
}

function VerifyNotice() {
  const { user } = useMe()
  const send = useAct(sendVerificationEmail)
  if (user.is_email_verified) return null
  return (
    <Notice icon={<IconMailExclamation size={18} aria-hidden />}>
      <Text size="sm">
        Verify your e-mail: open the link we sent to <strong>{user.email}</strong>.
      </Text>
      {send.isSuccess ? (
        <Text size="sm" c="dimmed" role="status">
          Sent again.
        </Text>
      ) : (
        <Button size="compact-sm" variant="default" loading={send.isPending} onClick={() => send.mutate({})}>
          Send it again
        </Button>
      )}
      {send.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {send.error.message}
        </Text>
      )}
    </Notice>
  )
}

function OfflineNotice() {
  const { online } = useNetwork()
  if (online) return null
  return (
    <Notice icon={<IconWifiOff size={18} aria-hidden />}>
      <Text size="sm" role="status">
        You are offline. What you see may be out of date; it is read again once you are connected.
      </Text>
    </Notice>
  )
}

/** What needs attention on every page: no connection, an unverified e-mail. */
export function Notices() {
  return (
    <>
      <OfflineNotice />
      <VerifyNotice />
    </>
  )
}
