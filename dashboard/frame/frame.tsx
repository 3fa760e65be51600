import { ActionIcon, AppShell, Burger, Group, Kbd, ScrollArea, UnstyledButton } from '@mantine/core'
import { useDisclosure, useOs } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { Outlet } from '@tanstack/react-router'
import { AccountMenu } from './account-menu.tsx'
import classes from './frame.module.css'
import { Notices } from './notices.tsx'
import { palette } from './palette.ts'
import { PalettePlace } from './palette-place.tsx'
import { Sidebar } from './sidebar.tsx'
import { useMaybeWorkspace } from './use-me.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

function SearchButton() {
  const os = useOs()
  return (
    <UnstyledButton
      className={classes.search}
      onClick={() => palette.open()}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={16} aria-hidden />
      <span style={{ flex: 1 }}>Search or jump to…</span>
      <Kbd size="xs" visibleFrom="sm">
        {os === 'macos' || os === 'ios' ? '⌘K' : 'Ctrl K'}
      </Kbd>
    </UnstyledButton>
  )
}

function FrameHeader({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  return (
    <AppShell.Header className={classes.header}>
      <Group h="100%" px={{ base: 12, sm: 'xl' }} gap="sm" wrap="nowrap">
        <Burger
          opened={isMenuOpen}
          onClick={onMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={isMenuOpen ? 'Close navigation' : 'Open navigation'}
        />
        <div style={{ flex: 1 }}>
          <SearchButton />
        </div>
        <AccountMenu />
      </Group>
    </AppShell.Header>
  )
}

/** Everything around a page: workspace switcher and sections at the left, search and account at the top. */
export function Frame() {
  const workspace = useMaybeWorkspace()
  const [isMenuOpen, menu] = useDisclosure(false)
  return (
    <AppShell
      layout="alt"
      header={{ height: 54 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <FrameHeader isMenuOpen={isMenuOpen} onMenu={menu.toggle} />
      <AppShell.Navbar className={classes.navbar} component="div">
        <Group h={54} px={10} gap={6} wrap="nowrap">
          <div style={{ flex: 1, minWidth: 0 }}>
            <WorkspaceSwitcher current={workspace} />
          </div>
          <ActionIcon hiddenFrom="sm" size="lg" onClick={menu.close} aria-label="Close navigation">
            <IconX size={18} />
          </ActionIcon>
        </Group>
        <ScrollArea flex={1} type="scroll">
          {workspace !== undefined && <Sidebar workspace={workspace} onNavigate={menu.close} />}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Notices />
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
      <PalettePlace />
    </AppShell>
  )
}
