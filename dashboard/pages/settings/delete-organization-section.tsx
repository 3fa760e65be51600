import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { deleteOrganization, getOrganization, listLimits } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Gated } from '../../ui/gated.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useAct, useRoute } from '../../use-route.ts'
import { useLeaveWorkspace } from './leave-section.tsx'
import type { SettingsSectionProps } from './use-settings.ts'

const counted = (count: number | null | undefined, one: string, many: string): string =>
  count === undefined || count === null ? '' : ` (${count.toLocaleString()} ${count === 1 ? one : many})`

/** What seed 002 says is deleted, with how much of it there is. */
function DeletionTouches({ isOpen }: { isOpen: boolean }) {
  const { id: orgId } = useWorkspace()
  const request = { params: { orgId } }
  const { data } = useRoute(getOrganization, request, { enabled: isOpen })
  const limits = useRoute(listLimits, request, { enabled: isOpen }).data?.limits
  const used = (name: string) => limits?.find((limit) => limit.name === name)?.used
  return (
    <List size="sm" spacing={4}>
      <List.Item>All links{counted(data?.link_count, 'link', 'links')}</List.Item>
      <List.Item>All analytics data</List.Item>
      <List.Item>All projects{counted(data?.project_count, 'project', 'projects')}</List.Item>
      <List.Item>
        All team members{counted(data?.member_count, 'person loses access', 'people lose access')}, roles,
        invitations and teams{counted(used('teams'), 'team', 'teams')}
      </List.Item>
      <List.Item>All custom domains{counted(used('domains'), 'domain', 'domains')}</List.Item>
      <List.Item>Subscription and billing, API keys, and the audit log</List.Item>
    </List>
  )
}

/** The danger zone: the end of the organization. */
export function DeleteOrganizationSection({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const dialog = useDialog<'delete'>()
  const goAway = useLeaveWorkspace()
  const remove = useAct(deleteOrganization, {
    onDone: () => {
      notifyDone(
        `${organization.name} was deleted. The owners got a mail that says until when it can be restored.`,
      )
      void goAway()
    },
  })
  const { name } = organization
  return (
    <Section
      heading="Danger Zone"
      description="Deleting an organization takes everything in it out of reach at once."
      isDangerous
    >
      <Group>
        <Gated allowed={organization.can.delete} reason="Only an owner deletes the organization.">
          <Button color="red" variant="outline" onClick={() => dialog.open('delete')}>
            Delete Organization
          </Button>
        </Gated>
      </Group>
      <ConfirmDialog
        key={dialog.opening}
        isOpen={dialog.isOpen}
        onClose={dialog.close}
        title="Delete Organization"
        confirmLabel="Delete Permanently"
        typedName={name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { orgId }, query: { confirm: name } })}
      >
        <Stack gap="sm">
          <Text size="sm">
            This permanently deletes <b>{name}</b>:
          </Text>
          <DeletionTouches isOpen={dialog.isOpen} />
          <Alert color="yellow" variant="light">
            <Text size="sm">
              Everybody loses access at once, and public addresses answer that they are gone. For 7 days,
              unless this server is set otherwise, its operator can restore it; after that it is erased for
              good.
            </Text>
          </Alert>
        </Stack>
      </ConfirmDialog>
    </Section>
  )
}
