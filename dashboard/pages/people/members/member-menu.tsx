import { Menu } from '@mantine/core'
import {
  IconArrowsExchange,
  IconCrown,
  IconRefresh,
  IconUserMinus,
  IconUserShield,
} from '@tabler/icons-react'
import type { Member } from '#shared/contract/members.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { whyNotChangeRole, whyNotReactivate, whyNotRemove, whyNotTransfer } from './member-refusals.ts'

export type MemberAct = 'change_role' | 'make_owner' | 'transfer' | 'remove' | 'reactivate'

interface MemberMenuProps {
  member: Member
  onAct: (act: MemberAct, member: Member) => void
}

const icon = { size: 16, stroke: 1.8 } as const

function OwnerItems({ member, onAct }: MemberMenuProps) {
  return (
    <>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconCrown {...icon} />}
        onClick={() => onAct('make_owner', member)}
        refusal={member.can.make_owner ? null : 'They are an owner already.'}
      >
        Make Owner
      </RowMenuItem>
      <RowMenuItem
        icon={<IconArrowsExchange {...icon} />}
        onClick={() => onAct('transfer', member)}
        refusal={whyNotTransfer(member)}
      >
        Transfer Ownership
      </RowMenuItem>
    </>
  )
}

function ActiveItems({ member, onAct }: MemberMenuProps) {
  const workspace = useWorkspace()
  return (
    <>
      <RowMenuItem
        icon={<IconUserShield {...icon} />}
        onClick={() => onAct('change_role', member)}
        refusal={whyNotChangeRole(member, workspace)}
      >
        Change Role
      </RowMenuItem>
      {workspace.can('organization.transfer') && !member.is_you && (
        <OwnerItems member={member} onAct={onAct} />
      )}
      <Menu.Divider />
      <RowMenuItem
        icon={<IconUserMinus {...icon} />}
        onClick={() => onAct('remove', member)}
        refusal={whyNotRemove(member, workspace)}
        isDestructive
      >
        Remove Member
      </RowMenuItem>
    </>
  )
}

/** What may be done with a member; what may not stays in the menu with its reason. */
export function MemberMenu({ member, onAct }: MemberMenuProps) {
  const workspace = useWorkspace()
  return (
    <RowMenu label={`Actions for ${member.name}`}>
      {member.status === 'active' ? (
        <ActiveItems member={member} onAct={onAct} />
      ) : (
        <RowMenuItem
          icon={<IconRefresh {...icon} />}
          onClick={() => onAct('reactivate', member)}
          refusal={whyNotReactivate(member, workspace)}
        >
          Reactivate
        </RowMenuItem>
      )}
    </RowMenu>
  )
}
