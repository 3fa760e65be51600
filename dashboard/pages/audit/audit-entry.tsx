import { Badge, Group, ThemeIcon, UnstyledButton } from '@mantine/core'
import {
  type Icon,
  IconChevronRight,
  IconKey,
  IconSettings,
  IconTerminal2,
  IconUserQuestion,
} from '@tabler/icons-react'
import { useId, useState } from 'react'
import { describeAudit } from '#shared/audit-actions.ts'
import type { AuditEntryView } from '#shared/contract/audit.ts'
import { formatFully } from '../../ui/format-time.ts'
import { PersonAvatar } from '../../ui/person-avatar.tsx'
import classes from './audit-entry.module.css'
import { AuditEntryDetails } from './audit-entry-details.tsx'

/** An entry, and the workspace it stands in where the list holds those of several. */
export type ListedEntry = AuditEntryView & { organization?: { id: string; name: string } | null }

interface AuditEntryProps {
  entry: ListedEntry
  onTarget?: ((targetId: string) => void) | undefined
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })

const MACHINES: Partial<Record<AuditEntryView['actor']['kind'], Icon>> = {
  service_key: IconKey,
  operator: IconTerminal2,
  system: IconSettings,
  stranger: IconUserQuestion,
}

function ActorPicture({ actor }: { actor: AuditEntryView['actor'] }) {
  const Picture = MACHINES[actor.kind]
  if (Picture === undefined) return <PersonAvatar name={actor.name} image={actor.image} size={32} />
  return (
    <ThemeIcon variant="default" size={32} radius="xl" c="dimmed" aria-hidden>
      <Picture size={17} stroke={1.7} />
    </ThemeIcon>
  )
}

const KINDS: Record<string, string> = {
  personal_key: 'the API key',
  service_key: 'the API key',
  api_key: 'the API key',
  scim: 'provisioning',
  operator: 'the operator',
}

/** Who, beside the name: e-mail, on whose behalf, and where. */
function asideOf({ actor, on_behalf_of: behalf, organization }: ListedEntry): string {
  const parts = [
    actor.email,
    behalf === null
      ? null
      : `through ${KINDS[behalf.kind] ?? behalf.kind.replaceAll('_', ' ')} ${behalf.name}`,
    organization === undefined || organization === null ? null : `in ${organization.name}`,
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

/** One entry: who did what and when; opens to show the rest. */
export function AuditEntry({ entry, onTarget }: AuditEntryProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <li className={classes.entry}>
      <UnstyledButton
        className={classes.summary}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <time
          className={`${classes.time} tabular`}
          dateTime={entry.created_at}
          title={formatFully(entry.created_at)}
        >
          {clock.format(new Date(entry.created_at))}
        </time>
        <ActorPicture actor={entry.actor} />
        <span className={classes.words}>
          <span className={classes.who}>{entry.actor.name || 'Somebody'}</span> {describeAudit(entry)}
          <br />
          <span className={classes.aside}>{asideOf(entry)}</span>
        </span>
        <Group gap={6} className={classes.tags}>
          {entry.outcome === 'refused' && (
            <Badge color="red" variant="light">
              Refused
            </Badge>
          )}
        </Group>
        <IconChevronRight size={16} className={classes.chevron} aria-hidden />
      </UnstyledButton>
      <div id={id}>{isOpen && <AuditEntryDetails entry={entry} onTarget={onTarget} />}</div>
    </li>
  )
}
