import { Anchor, Badge, Group, Menu, Text } from '@mantine/core'
import { IconPin, IconPinnedOff, IconRefresh, IconSettings, IconTrash } from '@tabler/icons-react'
import { addressIn } from '../../frame/navigation.ts'
import type { Workspace } from '../../frame/use-me.ts'
import { AddressAnchor } from '../../ui/address-anchor.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { DomainStatus } from './domain-status.tsx'
import { type Domain, whyNotDefault, whyNotDelete, whyNotUpdate } from './use-domain-acts.ts'

export interface DomainActs {
  onOpen: (domain: Domain) => void
  onVerify: (domain: Domain) => void
  onDefault: (domain: Domain) => void
  onDelete: (domain: Domain) => void
}

const icon = { size: 16, stroke: 1.8 } as const

function DomainMenu({ domain, ...acts }: DomainActs & { domain: Domain }) {
  return (
    <RowMenu label={`Actions for ${domain.display_name}`}>
      <RowMenuItem icon={<IconSettings {...icon} />} onClick={() => acts.onOpen(domain)}>
        Records and settings
      </RowMenuItem>
      <RowMenuItem
        icon={<IconRefresh {...icon} />}
        onClick={() => acts.onVerify(domain)}
        refusal={whyNotUpdate(domain)}
      >
        Check now
      </RowMenuItem>
      <RowMenuItem
        icon={domain.is_default ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />}
        onClick={() => acts.onDefault(domain)}
        refusal={whyNotDefault(domain)}
      >
        {domain.is_default ? 'Not for new links' : 'Use for new links'}
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={() => acts.onDelete(domain)}
        refusal={whyNotDelete(domain)}
        isDestructive
      >
        Remove
      </RowMenuItem>
    </RowMenu>
  )
}

function DomainName({ domain, onOpen }: { domain: Domain; onOpen: () => void }) {
  return (
    <div>
      <Group gap={8}>
        <Anchor component="button" type="button" onClick={onOpen} size="sm" fw={550} ta="start">
          {domain.display_name}
        </Anchor>
        {domain.is_default && <Badge size="sm">New links</Badge>}
      </Group>
      {domain.display_name !== domain.hostname && (
        <Text size="xs" c="dimmed">
          {domain.hostname}
        </Text>
      )}
    </div>
  )
}

function LinkCount({ domain, workspace }: { domain: Domain; workspace: Workspace }) {
  const count = domain.link_count.toLocaleString()
  if (domain.link_count === 0) return <span className="tabular">0</span>
  return (
    <AddressAnchor
      href={`${addressIn(workspace, 'links')}?domain=${domain.id}&archived=all`}
      size="sm"
      className="tabular"
      aria-label={`${count} links on ${domain.display_name}`}
    >
      {count}
    </AddressAnchor>
  )
}

/** The columns of the domains. */
export const domainColumns = (workspace: Workspace, acts: DomainActs): Column<Domain>[] => [
  {
    key: 'hostname',
    header: 'Domain',
    isSortable: true,
    render: (domain) => <DomainName domain={domain} onOpen={() => acts.onOpen(domain)} />,
  },
  { key: 'status', header: 'State', width: '170px', render: (domain) => <DomainStatus domain={domain} /> },
  {
    key: 'link_count',
    header: 'Links',
    isSortable: true,
    align: 'end',
    width: '90px',
    render: (domain) => <LinkCount domain={domain} workspace={workspace} />,
  },
  {
    key: 'last_checked_at',
    header: 'Last checked',
    width: '140px',
    render: ({ last_checked_at: at }) => (at === null ? 'Not yet' : <TimeText value={at} as="relative" />),
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (domain) => <DomainMenu domain={domain} {...acts} />,
  },
]
