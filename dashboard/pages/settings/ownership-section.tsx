import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { listMembers, type Member } from '#shared/contract/members.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { PersonAvatar } from '../../ui/person-avatar.tsx'
import { Section } from '../../ui/section.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useRoute } from '../../use-route.ts'
import { TransferOwnershipDialog } from '../people/members/transfer-ownership-dialog.tsx'
import type { SettingsSectionProps } from './use-settings.ts'

function Owners({ owners }: { owners: readonly Member[] }) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Owners">
      {owners.map(({ id, name, email, image, is_you: isYou }) => (
        <Group key={id} component="li" gap="sm" wrap="nowrap">
          <PersonAvatar name={name} image={image} />
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
              {name}
              {isYou && (
                <Text component="span" size="xs" c="dimmed">
                  {' '}
                  you
                </Text>
              )}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {email}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  )
}

function Transfer({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const [chosen, setChosen] = useState<string | null>(null)
  const dialog = useDialog<Member>()
  const mayTransfer = organization.can.transfer
  const admins = useRoute(
    listMembers,
    { params: { orgId }, query: { role: 'admin', limit: 500, sort: 'name' } },
    { enabled: mayTransfer },
  )
  const heir = admins.data?.data.find(({ id }) => id === chosen)
  return (
    <>
      <Group align="flex-end" gap="xs">
        {mayTransfer && (
          <Select
            label="New owner"
            description="An active admin. To choose somebody else, make them an admin first."
            placeholder={admins.data?.data.length === 0 ? 'There is no admin yet' : 'Choose an admin'}
            data={(admins.data?.data ?? []).map(({ id, name, email }) => ({
              value: id,
              label: `${name} · ${email}`,
            }))}
            value={chosen}
            onChange={setChosen}
            searchable
            nothingFoundMessage="No admin of that name"
            style={{ flex: '1 1 260px', maxWidth: 420 }}
          />
        )}
        <Gated
          allowed={mayTransfer && heir !== undefined}
          reason={mayTransfer ? 'Choose the new owner first.' : 'Only an owner hands ownership over.'}
        >
          <Button variant="default" onClick={() => heir && dialog.open(heir)}>
            Transfer Ownership
          </Button>
        </Gated>
      </Group>
      {dialog.subject !== null && (
        <TransferOwnershipDialog
          key={dialog.opening}
          member={dialog.subject}
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        />
      )}
    </>
  )
}

/** Who owns the organization, and handing it over. */
export function OwnershipSection({ organization }: SettingsSectionProps) {
  const { id: orgId, can } = useWorkspace()
  const owners = useRoute(
    listMembers,
    { params: { orgId }, query: { role: 'owner', limit: 100, sort: 'name' } },
    { enabled: can('team.view') },
  )
  return (
    <Section
      heading="Ownership"
      description="An owner may do everything here, and alone deletes the organization or hands it over. Another owner beside you is made under Management · Teams."
    >
      {owners.data !== undefined && <Owners owners={owners.data.data} />}
      <Transfer organization={organization} />
    </Section>
  )
}
