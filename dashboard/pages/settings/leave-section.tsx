import { Button, Group, List, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { listMembers } from '#shared/contract/members.ts'
import { leaveOrganization } from '#shared/contract/organizations.ts'
import { useRefreshMe, useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Gated } from '../../ui/gated.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useAct, useRoute } from '../../use-route.ts'
import type { SettingsSectionProps } from './use-settings.ts'

/** Leads away from a workspace that is no longer yours, then forgets it. */
export function useLeaveWorkspace(): () => Promise<void> {
  const refreshMe = useRefreshMe()
  const navigate = useNavigate()
  return async () => {
    await refreshMe()
    await navigate({ to: '/dashboard', replace: true })
  }
}

function useIsOnlyOwner(): boolean {
  const { id: orgId, role } = useWorkspace()
  const isOwner = role.key === 'owner'
  const query = { role: 'owner', limit: 100, sort: 'name' as const }
  const owners = useRoute(listMembers, { params: { orgId }, query }, { enabled: isOwner })
  return isOwner && owners.data?.total === 1
}

/** Ends your own membership. */
export function LeaveSection({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const dialog = useDialog<'leave'>()
  const goAway = useLeaveWorkspace()
  const isOnlyOwner = useIsOnlyOwner()
  const leave = useAct(leaveOrganization, {
    onDone: () => {
      notifyDone(`You left ${organization.name}`)
      void goAway()
    },
  })
  return (
    <Section heading="Leave" description="Your access ends; what you made stays with the organization.">
      <Group>
        <Gated
          allowed={organization.can.leave && !isOnlyOwner}
          reason="You are its only owner. Hand ownership over, or make somebody else an owner first."
        >
          <Button variant="default" onClick={() => dialog.open('leave')}>
            Leave Organization
          </Button>
        </Gated>
      </Group>
      <ConfirmDialog
        key={dialog.opening}
        isOpen={dialog.isOpen}
        onClose={dialog.close}
        title="Leave Organization"
        confirmLabel="Leave Organization"
        isPending={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate({ params: { orgId } })}
      >
        <Text size="sm" mb="xs">
          You leave {organization.name}:
        </Text>
        <List size="sm" spacing={4}>
          <List.Item>You lose access with your next request, and your places in its teams.</List.Item>
          <List.Item>
            Your personal API keys no longer reach it. Your account and other workspaces stay.
          </List.Item>
          <List.Item>Links, pages and event types that you made stay with the organization.</List.Item>
          <List.Item>To come back you need a new invitation, or an admin who reactivates you.</List.Item>
        </List>
      </ConfirmDialog>
    </Section>
  )
}
