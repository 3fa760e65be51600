import '@mantine/spotlight/styles.layer.css'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconLinkPlus, IconLogout, IconMoon, IconPlus, IconSearch, IconSun } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { accountPagesFor } from './account-pages.ts'
import { addressIn, homeOf, pagesFor } from './navigation.ts'
import { paletteStore } from './palette.ts'
import { useMaybeWorkspace, useMe } from './use-me.ts'
import { useSignOut } from './use-sign-out.ts'
import { WorkspaceAvatar } from './workspace-avatar.tsx'

const iconProps = { size: 18, stroke: 1.7 } as const

function usePages(): SpotlightActionGroupData[] {
  const me = useMe()
  const workspace = useMaybeWorkspace()
  const navigate = useNavigate()
  const pages = workspace === undefined ? [] : pagesFor(workspace)
  return [
    {
      group: workspace?.name ?? 'Pages',
      actions: pages.map(({ label, fullLabel = label, path, icon: PageIcon, keywords }) => ({
        id: `page-${path}`,
        label: fullLabel,
        keywords: [...(keywords ?? [])],
        leftSection: <PageIcon {...iconProps} />,
        onClick: () => void navigate({ to: addressIn(workspace ?? { slug: '' }, path) }),
      })),
    },
    {
      group: 'Workspaces',
      actions: me.workspaces.map((other) => ({
        id: `workspace-${other.id}`,
        label: other.name,
        description: other.kind === 'personal' ? 'Personal workspace' : other.role.name,
        keywords: ['switch', 'organization', other.slug],
        leftSection: <WorkspaceAvatar workspace={other} />,
        onClick: () => void navigate({ to: addressIn(other, homeOf()) }),
      })),
    },
    {
      group: 'Account',
      actions: accountPagesFor(me).map(({ label, path, icon: PageIcon }) => ({
        id: `account-${path}`,
        label,
        leftSection: <PageIcon {...iconProps} />,
        onClick: () => void navigate({ to: path }),
      })),
    },
  ]
}

function useActions(): SpotlightActionGroupData {
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { setColorScheme } = useMantineColorScheme()
  const workspace = useMaybeWorkspace()
  const newLink = workspace?.permissions.includes('links.create') && {
    id: 'new-link',
    label: 'New link',
    keywords: ['create', 'short link', 'shorten'],
    leftSection: <IconLinkPlus {...iconProps} />,
    onClick: () => void navigate({ to: addressIn(workspace, 'links/new') }),
  }
  const create = {
    id: 'create-organization',
    label: 'Create organization',
    keywords: ['new', 'workspace'],
    leftSection: <IconPlus {...iconProps} />,
    onClick: () => void navigate({ to: '/dashboard/new-organization' }),
  }
  return {
    group: 'Actions',
    actions: [
      ...(newLink ? [newLink] : []),
      ...(me.instance.can_create_organizations ? [create] : []),
      {
        id: 'theme-light',
        label: 'Use the light theme',
        leftSection: <IconSun {...iconProps} />,
        onClick: () => setColorScheme('light'),
      },
      {
        id: 'theme-dark',
        label: 'Use the dark theme',
        leftSection: <IconMoon {...iconProps} />,
        onClick: () => setColorScheme('dark'),
      },
      {
        id: 'sign-out',
        label: 'Sign out',
        leftSection: <IconLogout {...iconProps} />,
        onClick: () => void signOut(),
      },
    ],
  }
}

/** ⌘K: every page, workspace and act by name. */
export function CommandPalette() {
  const pages = usePages()
  const actions = useActions()
  return (
    <Spotlight
      actions={[...pages, actions]}
      store={paletteStore}
      shortcut={null}
      nothingFound="Nothing is called that"
      highlightQuery
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      scrollable
      maxHeight={460}
      searchProps={{
        leftSection: <IconSearch {...iconProps} />,
        placeholder: 'Go to a page, a workspace, or do something…',
        'aria-label': 'Search pages, workspaces and actions',
      }}
    />
  )
}
