import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import {
  IconArrowsExchange,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSun,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { accountPagesFor } from './account-pages.ts'
import { useMe } from './use-me.ts'
import { useSignOut } from './use-sign-out.ts'

const SCHEMES = [
  { value: 'light', label: <IconSun size={15} role="img" aria-label="Light theme" /> },
  { value: 'dark', label: <IconMoon size={15} role="img" aria-label="Dark theme" /> },
  { value: 'auto', label: <IconDeviceDesktop size={15} role="img" aria-label="Theme of this device" /> },
]

function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      m={6}
      w="calc(100% - 12px)"
      data={SCHEMES}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
      aria-label="Theme"
    />
  )
}

function AccountMenuItems() {
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Menu.Dropdown>
      <Text size="sm" fw={600} px="sm" pt={6} truncate>
        {me.user.name}
      </Text>
      <Text size="xs" c="dimmed" px="sm" pb={6} truncate>
        {me.user.email}
      </Text>
      <Menu.Divider />
      {accountPagesFor(me).map(({ label, path, icon: PageIcon }) => (
        <Menu.Item key={path} component={Link} to={path} leftSection={<PageIcon size={16} stroke={1.7} />}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.7} />} onClick={() => spotlight.open()}>
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
      <ThemeSwitch />
      <Menu.Divider />
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
          <Avatar src={user.image} name={user.name} color="guild" size={32} alt="" />
        </UnstyledButton>
      </Menu.Target>
      <AccountMenuItems />
    </Menu>
  )
}
