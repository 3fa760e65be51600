import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconArrowsExchange,
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSun,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { accountPagesFor } from './account-pages.ts'
import { palette } from './palette.ts'
import { useMe } from './use-me.ts'
import { useSignOut } from './use-sign-out.ts'

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As this device', icon: IconDeviceDesktop },
] as const

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.Sub position="left-start" width={190}>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconSun size={16} stroke={1.7} />}>Theme</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {SCHEMES.map(({ value, label, icon: SchemeIcon }) => (
          <Menu.Item
            key={value}
            leftSection={<SchemeIcon size={16} stroke={1.7} />}
            rightSection={colorScheme === value ? <IconCheck size={15} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

function AccountMenuItems() {
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Menu.Dropdown>
      <Menu.Label>
        <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
          {me.user.name}
        </Text>
        <Text size="xs" truncate>
          {me.user.email}
        </Text>
      </Menu.Label>
      <Menu.Divider />
      {accountPagesFor(me).map(({ label, path, icon: PageIcon }) => (
        <Menu.Item key={path} component={Link} to={path} leftSection={<PageIcon size={16} stroke={1.7} />}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.7} />} onClick={() => palette.open()}>
        Switch Organization
      </Menu.Item>
      <Menu.Item
        component={Link}
        to="/dashboard/new-organization"
        leftSection={<IconPlus size={16} stroke={1.7} />}
        disabled={!me.instance.can_create_organizations}
      >
        Create Organization
      </Menu.Item>
      <Menu.Divider />
      <ThemeMenu />
      <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} />} onClick={() => void signOut()}>
        Sign out
      </Menu.Item>
    </Menu.Dropdown>
  )
}

/** You, at the top right: account pages, workspaces, theme, sign out. */
export function AccountMenu() {
  const { user } = useMe()
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account menu of ${user.name}`} style={{ borderRadius: 999 }}>
          <PersonAvatar name={user.name} image={user.image} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <AccountMenuItems />
    </Menu>
  )
}
