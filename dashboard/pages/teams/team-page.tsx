import { Anchor, Group, Tabs, Text } from '@mantine/core'
import { IconArrowLeft, IconMail, IconSettings, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { getTeam } from '#shared/contract/teams.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { part } from '../../ui/part.ts'
import { useRoute } from '../../use-route.ts'
import { TeamMembersTab } from './members/team-members-tab.tsx'
import type { Team } from './team-roles.ts'

const TeamInvitationsTab = part(() =>
  import('./invitations/team-invitations-tab.tsx').then((file) => file.TeamInvitationsTab),
)
const TeamSettingsTab = part(() =>
  import('./settings/team-settings-tab.tsx').then((file) => file.TeamSettingsTab),
)
const preload = () => {
  void TeamInvitationsTab.preload?.()
  void TeamSettingsTab.preload?.()
}

const TABS = [
  { value: 'members', label: 'Members', icon: IconUsers },
  { value: 'invitations', label: 'Invitations', icon: IconMail },
  { value: 'settings', label: 'Settings', icon: IconSettings },
] as const

function TeamTabs({ team }: { team: Team }) {
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const open = (next: string | null) =>
    void navigate({ to: '.', search: next === 'members' || next === null ? {} : { tab: next } })
  return (
    <Tabs
      value={TABS.find(({ value }) => value === tab)?.value ?? 'members'}
      onChange={open}
      keepMounted={false}
    >
      <Tabs.List
        mb="md"
        onPointerEnter={preload}
        onFocus={preload}
        style={{ overflowX: 'auto', flexWrap: 'nowrap' }}
      >
        {TABS.map(({ value, label, icon: TabIcon }) => (
          <Tabs.Tab key={value} value={value} leftSection={<TabIcon size={16} stroke={1.8} aria-hidden />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="members">
        <TeamMembersTab team={team} />
      </Tabs.Panel>
      <Tabs.Panel value="invitations">
        <Suspense fallback={<PageSkeleton />}>
          <TeamInvitationsTab team={team} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Suspense fallback={<PageSkeleton />}>
          <TeamSettingsTab key={team.updated_at} team={team} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

/** One team: its public address, people, invitations and settings. */
export function TeamPage() {
  const workspace = useWorkspace()
  const { teamId = '' } = useParams({ strict: false })
  const { data: team, error, refetch } = useRoute(getTeam, { params: { orgId: workspace.id, teamId } })
  if (error !== null && team === undefined)
    return <ErrorState error={error} order={1} onRetry={() => void refetch()} />
  if (team === undefined) return <PageSkeleton />
  return (
    <>
      <PageHeader
        title={team.name}
        {...(team.description === '' ? {} : { subtitle: team.description })}
        above={
          <Anchor component={Link} to={addressIn(workspace, 'scheduling/teams')} size="sm">
            <Group gap={4} component="span">
              <IconArrowLeft size={14} aria-hidden /> Teams
            </Group>
          </Anchor>
        }
      >
        <Group gap={2} wrap="nowrap">
          <Anchor href={team.public_url} target="_blank" rel="noreferrer" size="sm">
            <Text component="span" inherit style={{ overflowWrap: 'anywhere' }}>
              {team.public_url.replace(/^https?:\/\//, '')}
            </Text>
          </Anchor>
          <CopyButton value={team.public_url} label="Copy the public address" />
        </Group>
      </PageHeader>
      <TeamTabs team={team} />
    </>
  )
}
