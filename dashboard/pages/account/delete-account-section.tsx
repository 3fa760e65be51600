import { Alert, Anchor, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { deleteAccount, previewAccountDeletion } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PasswordDialog } from '../../ui/password-dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { useAct, useRoute } from '../../use-route.ts'

type Preview = RouteResponse<typeof previewAccountDeletion>

function Blocked({ preview }: { preview: Preview }) {
  return (
    <Alert color="yellow" variant="light" title="You are the only owner of">
      <Stack gap="xs">
        <List size="sm">
          {preview.last_owner_of.map(({ id, name, slug }) => (
            <List.Item key={id}>
              <Anchor
                component={Link}
                to={`/dashboard/${slug}/settings/general`}
                size="sm"
                underline="always"
              >
                {name}
              </Anchor>
            </List.Item>
          ))}
        </List>
        <Text size="sm">Hand each one to another owner, or delete it. Then you can delete your account.</Text>
      </Stack>
    </Alert>
  )
}

function WhatItTouches({ leaves }: { leaves: Preview['leaves'] }) {
  return (
    <Stack gap="xs">
      <Text size="sm">
        Your account, personal workspace, sessions, passkeys and API keys are deleted. This can’t be undone.
      </Text>
      {leaves.length > 0 && (
        <>
          <Text size="sm">You leave these organizations; what you made there stays with them:</Text>
          <List size="sm">
            {leaves.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}

/** The end of the account: what it would touch, and what blocks it. */
export function DeleteAccountSection() {
  const preview = useRoute(previewAccountDeletion, {})
  const [isOpen, dialog] = useDisclosure(false)
  const remove = useAct(deleteAccount, { onDone: () => location.assign('/sign-in') })
  const isBlocked = preview.data?.is_blocked ?? true
  return (
    <Section heading="Delete your account" isDangerous>
      {preview.isPending && <Skeleton height={40} />}
      {preview.error !== null && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data !== undefined &&
        (isBlocked ? <Blocked preview={preview.data} /> : <WhatItTouches leaves={preview.data.leaves} />)}
      <Group>
        <Button color="red" variant="outline" disabled={isBlocked} onClick={dialog.open}>
          Delete account
        </Button>
      </Group>
      <PasswordDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title="Delete your account"
        confirmLabel="Delete account"
        isDestructive
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={(password) => remove.mutate({ body: { password } })}
      >
        <WhatItTouches leaves={preview.data?.leaves ?? []} />
      </PasswordDialog>
    </Section>
  )
}
