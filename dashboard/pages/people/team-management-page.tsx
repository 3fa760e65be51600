import { Button, Group, Tabs } from '@mantine/core'
import { IconBuilding, IconMail, IconShield, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useWorkspace } from '../../frame/use-me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { InviteButton } from './invitations/invite-button.tsx'
import { useMayInvite } from './invitations/use-may-invite.ts'
import { MembersTab } from './members/members-tab.tsx'
import { SeatsBar } from './seats-bar.tsx'

const InvitationsTab = lazy(() =>
  import('./invitations/invitations-tab.tsx').then((file) => ({ default: file.InvitationsTab })),
)
const RolesTab = lazy(() => import('./roles/roles-tab.tsx').then((file) => ({ default: file.RolesTab })))

const TABS = [
  { value: 'members', label: 'Members', icon: IconUsers },
  { value: 'invitations', label: 'Invitations', icon: IconMail },
  { value: 'roles', label: 'Roles & Permissions', icon: IconShield },
] as const
type Tab = (typeof TABS)[number]['value']

function useTab(): [Tab, (tab: string | null) => void] {
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const open = (next: string | null) => {
    // Searches and filters belong to the tab that is left.
    void navigate({ to: '.', search: next === 'members' || next === null ? {} : { tab: next } })
  }
  return [TABS.find(({ value }) => value === tab)?.value ?? 'members', open]
}

function Restricted({
  allowed,
  permission,
  children,
}: {
  allowed: boolean
  permission: string
  children: ReactNode
}) {
  return allowed ? <Suspense>{children}</Suspense> : <RestrictedNotice permission={permission} />
}

function PersonalNotice() {
  return (
    <EmptyState
      icon={IconBuilding}
      heading="A personal workspace is just you"
      description="Nobody can be invited here. Create an organization to work with other people."
    >
      <Button component={Link} to="/dashboard/new-organization">
        Create Organization
      </Button>
    </EmptyState>
  )
}

/** On a narrow screen the tabs scroll sideways: the open one is kept in sight. */
function useActiveInSight(tab: Tab) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current
      ?.querySelector(`[data-tab="${tab}"]`)
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [tab])
  return list
}

function PeopleTabs() {
  const [tab, open] = useTab()
  const list = useActiveInSight(tab)
  const { can } = useWorkspace()
  const { mayInvite, isKnown } = useMayInvite()
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List ref={list} mb="md" style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
        {TABS.map(({ value, label, icon: TabIcon }) => (
          <Tabs.Tab
            key={value}
            value={value}
            data-tab={value}
            leftSection={<TabIcon size={16} stroke={1.8} aria-hidden />}
          >
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="members">
        <Restricted allowed={can('team.view')} permission="team.view">
          <MembersTab />
        </Restricted>
      </Tabs.Panel>
      <Tabs.Panel value="invitations">
        <Restricted allowed={mayInvite || !isKnown} permission="team.invite">
          <InvitationsTab />
        </Restricted>
      </Tabs.Panel>
      <Tabs.Panel value="roles">
        <Restricted allowed={can('team.manage_permissions')} permission="team.manage_permissions">
          <RolesTab />
        </Restricted>
      </Tabs.Panel>
    </Tabs>
  )
}

/** Members, invitations and roles of an organization. */
export function TeamManagementPage() {
  const { kind } = useWorkspace()
  const isPersonal = kind === 'personal'
  return (
    <>
      <PageHeader title="Team Management" subtitle="Manage your organization members, roles, and permissions">
        {!isPersonal && (
          <Group gap="lg">
            <SeatsBar />
            <InviteButton />
          </Group>
        )}
      </PageHeader>
      {isPersonal ? <PersonalNotice /> : <PeopleTabs />}
    </>
  )
}
