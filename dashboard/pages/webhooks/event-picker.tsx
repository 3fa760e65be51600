import { Checkbox, Input, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { EVENT_GROUPS, type EventChoice, type EventGroup } from './event-groups.ts'
import classes from './webhooks.module.css'

interface EventPickerProps {
  value: readonly WebhookEventType[]
  onChange: (value: WebhookEventType[]) => void
  error?: ReactNode
}

function Choice({ choice, value, onChange }: EventPickerProps & { choice: EventChoice }) {
  const { can } = useWorkspace()
  const { type, description, permission } = choice
  const isChosen = value.includes(type)
  const isAllowed = can(permission as Parameters<typeof can>[0])
  return (
    <Checkbox
      size="sm"
      label={
        <Text component="span" size="sm" ff="monospace">
          {type}
        </Text>
      }
      description={isAllowed ? description : `${description}. You need the permission ${permission}.`}
      checked={isChosen}
      disabled={!isAllowed && !isChosen}
      onChange={() => onChange(isChosen ? value.filter((other) => other !== type) : [...value, type])}
    />
  )
}

function Group({ group, ...picker }: EventPickerProps & { group: EventGroup }) {
  return (
    <Stack gap={8} component="fieldset" className={classes.group}>
      <Text component="legend" size="sm" fw={600} mb={6}>
        {group.label}
      </Text>
      {group.note !== null && (
        <Text size="xs" c="dimmed">
          {group.note}
        </Text>
      )}
      {group.choices.map((choice) => (
        <Choice key={choice.type} choice={choice} {...picker} />
      ))}
    </Stack>
  )
}

/** Events by group, each with what it means; those whose data one may not read say which permission is missing. */
export function EventPicker(props: EventPickerProps) {
  return (
    <Input.Wrapper label="Events" labelElement="div" required error={props.error}>
      <Stack gap="md" mt={6} mb={props.error === undefined ? 0 : 6}>
        {EVENT_GROUPS.map((group) => (
          <Group key={group.label} group={group} {...props} />
        ))}
      </Stack>
    </Input.Wrapper>
  )
}
