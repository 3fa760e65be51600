import { Combobox, Text, UnstyledButton, useCombobox } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sameSectionIn } from './navigation.ts'
import { useMe, type Workspace } from './use-me.ts'
import { WorkspaceAvatar } from './workspace-avatar.tsx'
import classes from './workspace-switcher.module.css'

const CREATE = 'create-organization'

function WorkspaceOption({ workspace, isCurrent }: { workspace: Workspace; isCurrent: boolean }) {
  return (
    <Combobox.Option value={workspace.id} className={classes.option} active={isCurrent}>
      <WorkspaceAvatar workspace={workspace} size={26} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={550} truncate>
          {workspace.name}
        </Text>
        <Text size="xs" c="dimmed">
          {workspace.kind === 'personal'
            ? 'Just you'
            : `${workspace.role.name} · ${workspace.member_count.toLocaleString()} ${workspace.member_count === 1 ? 'member' : 'members'}`}
        </Text>
      </div>
      {isCurrent && <IconCheck size={16} aria-label="current" />}
    </Combobox.Option>
  )
}

const GROUPS = [
  { label: 'Personal', kind: 'personal' },
  { label: 'Organizations', kind: 'organization' },
] as const

function Options({ search, current }: { search: string; current: Workspace | undefined }) {
  const me = useMe()
  const wanted = search.trim().toLowerCase()
  const found = me.workspaces.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted))
  const groups = GROUPS.map(({ label, kind }) => ({
    label,
    members: found.filter((workspace) => workspace.kind === kind),
  })).filter(({ members }) => members.length > 0)
  return (
    <Combobox.Options aria-label="Workspaces" mt={8}>
      <div className={classes.groups}>
        {groups.map(({ label, members }) => (
          <Combobox.Group key={label} label={label}>
            {members.map((workspace) => (
              <WorkspaceOption
                key={workspace.id}
                workspace={workspace}
                isCurrent={workspace.id === current?.id}
              />
            ))}
          </Combobox.Group>
        ))}
      </div>
      {found.length === 0 && <Combobox.Empty>No workspace is called that</Combobox.Empty>}
      <Combobox.Option
        value={CREATE}
        className={classes.option}
        disabled={!me.instance.can_create_organizations}
        mt={4}
      >
        <IconPlus size={16} aria-hidden />
        <Text size="sm" fw={550}>
          Create organization
        </Text>
      </Combobox.Option>
    </Combobox.Options>
  )
}

/** The workspace at the top left: shows where you are, finds and opens another, or makes one. */
export function WorkspaceSwitcher({ current }: { current: Workspace | undefined }) {
  const me = useMe()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const choose = (value: string) => {
    combobox.closeDropdown()
    const workspace = me.workspaces.find(({ id }) => id === value)
    void navigate({
      to: workspace === undefined ? '/dashboard/new-organization' : sameSectionIn(workspace, pathname),
    })
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      width={290}
      position="bottom-start"
      shadow="lg"
      withinPortal
    >
      <Combobox.Target withAriaAttributes={false} targetType="button">
        <UnstyledButton
          className={classes.button}
          onClick={() => combobox.toggleDropdown()}
          aria-label={`${current?.name ?? 'Choose a workspace'}: switch workspace`}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
        >
          {current !== undefined && <WorkspaceAvatar workspace={current} size={26} />}
          <span className={classes.name}>{current?.name ?? 'Choose a workspace'}</span>
          <IconSelector size={16} color="var(--mantine-color-dimmed)" aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            combobox.updateSelectedOptionIndex()
          }}
          placeholder="Find a workspace"
          aria-label="Find a workspace"
        />
        <Options search={search} current={current} />
      </Combobox.Dropdown>
    </Combobox>
  )
}
