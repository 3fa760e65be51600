import { Anchor, Badge, Button, Group, Text } from '@mantine/core'
import { IconArrowForward, IconHistory, IconPencil, IconQrcode } from '@tabler/icons-react'
import { Link as RouterLink } from '@tanstack/react-router'
import type { Link } from '#shared/contract/link-fields.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { AddressAnchor } from '../../../ui/address-anchor.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Gated } from '../../../ui/gated.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { ProjectDot } from '../../projects/project-dot.tsx'
import type { LinkSubject } from '../acts/link-dialogs.tsx'
import { LinkMenu } from '../acts/link-menu.tsx'
import type { LinkActs } from '../acts/use-link-acts.ts'
import { LinkStatus, sayStatus } from '../link-status.tsx'
import { TagChip } from '../list/tag-chips.tsx'
import { withoutScheme } from '../short-text.ts'
import { WayBack } from '../way-back.tsx'

interface LinkHeaderProps {
  link: Link
  acts: LinkActs
  onOpen: (subject: LinkSubject) => void
}

function Facts({ link }: { link: Link }) {
  const workspace = useWorkspace()
  return (
    <Group gap="sm" mb="lg">
      <LinkStatus link={link} />
      {link.is_archived && (
        <Badge size="sm" color="gray">
          Archived
        </Badge>
      )}
      {link.status !== 'live' && (
        <Text size="sm" c="dimmed">
          {sayStatus(link)}
        </Text>
      )}
      {link.tags.map(({ id, name, color }) => (
        <TagChip key={id} name={name} color={color} />
      ))}
      {link.project !== null && (
        <Anchor
          component={RouterLink}
          to={addressIn(workspace, `projects/${link.project.id}`)}
          size="sm"
          c="dimmed"
        >
          <Group gap={6} component="span">
            <ProjectDot color={link.project.color} size={10} /> {link.project.name}
          </Group>
        </Anchor>
      )}
      <Text size="sm" c="dimmed">
        Created <TimeText value={link.created_at} />
        {link.created_by !== null && ` by ${link.created_by.name}`}
      </Text>
      <Text size="sm" c="dimmed">
        Edited <TimeText value={link.updated_at} as="relative" />
      </Text>
      {workspace.can('audit_logs.view') && (
        <AddressAnchor href={`${addressIn(workspace, 'audit-log')}?target=${link.id}`} size="sm">
          <Group gap={4} component="span">
            <IconHistory size={14} aria-hidden /> History
          </Group>
        </AddressAnchor>
      )}
    </Group>
  )
}

/** The top of a link's page: its address, where it leads, its state, and what is done with it. */
export function LinkHeader({ link, acts, onOpen }: LinkHeaderProps) {
  const workspace = useWorkspace()
  const address = withoutScheme(link.short_url)
  return (
    <>
      <PageHeader
        title={link.title === '' ? address : link.title}
        above={<WayBack to="links">Links</WayBack>}
        subtitle={
          <Group gap={4} component="span">
            <Anchor href={link.short_url} target="_blank" rel="noreferrer" size="sm">
              {address}
            </Anchor>
            <CopyButton value={link.short_url} label={`Copy ${address}`} />
            <IconArrowForward size={15} aria-label="leads to" role="img" />
            <span style={{ overflowWrap: 'anywhere' }}>{withoutScheme(link.destination)}</span>
          </Group>
        }
      >
        <Button
          variant="default"
          leftSection={<IconQrcode size={16} aria-hidden />}
          onClick={() => onOpen({ act: 'qr', link })}
        >
          QR code
        </Button>
        <Gated allowed={link.can.update} reason="You need the permission links.update.">
          <Button
            component={RouterLink}
            to={addressIn(workspace, `links/${link.id}/edit`)}
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            Edit
          </Button>
        </Gated>
        <LinkMenu link={link} acts={acts} onOpen={onOpen} isInList={false} />
      </PageHeader>
      <Facts link={link} />
    </>
  )
}
