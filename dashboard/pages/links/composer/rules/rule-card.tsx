import { ActionIcon, Box, Group, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { withScheme } from '../with-scheme.ts'
import classes from './rule-card.module.css'
import { RuleConditions } from './rule-conditions.tsx'
import type { RuleDraft } from './rule-draft.ts'

interface RuleCardProps {
  rule: RuleDraft
  index: number
  count: number
  errors: { destination: string | null; conditions: string | null }
  onChange: (rule: RuleDraft) => void
  onRemove: () => void
  onMove: (from: number, to: number) => void
}

const DRAGGED = 'application/x-guildhall-rule'

interface MoveButtonProps {
  name: string
  label: 'up' | 'down'
  isPossible: boolean
  onMove: () => void
}

// Not disabled at the end of the list: a button that is pressed several times must keep the focus.
function MoveButton({ name, label, isPossible, onMove }: MoveButtonProps) {
  return (
    <Tooltip label={`Move ${label}`}>
      <ActionIcon
        onClick={() => isPossible && onMove()}
        aria-disabled={!isPossible}
        aria-label={`Move ${name} ${label}`}
        style={{ opacity: isPossible ? 1 : 0.35 }}
      >
        {label === 'up' ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}

function CardHead({ rule, index, count, onChange, onRemove, onMove }: RuleCardProps) {
  const name = `rule ${index + 1}`
  return (
    <Group gap={6} wrap="nowrap">
      <Box
        component="span"
        className={classes.number}
        draggable
        title="Drag to another place"
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, String(index))}
      >
        {index + 1}
      </Box>
      <TextInput
        aria-label={`Name of ${name}`}
        placeholder="Name, for people of this workspace"
        value={rule.name}
        maxLength={100}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
        variant="unstyled"
        flex={1}
      />
      <MoveButton name={name} label="up" isPossible={index > 0} onMove={() => onMove(index, index - 1)} />
      <MoveButton
        name={name}
        label="down"
        isPossible={index < count - 1}
        onMove={() => onMove(index, index + 1)}
      />
      <Tooltip label="Remove">
        <ActionIcon onClick={onRemove} aria-label={`Remove ${name}`}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

/** One rule: for whom it is and where they are led. Dragged by its number, or moved by its arrows. */
export function RuleCard(props: RuleCardProps) {
  const { rule, index, errors, onChange, onMove } = props
  const [isOver, setOver] = useState(false)
  return (
    <Box
      className={classes.card}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const from = event.dataTransfer.getData(DRAGGED)
        if (from === '') return
        event.preventDefault()
        onMove(Number(from), index)
      }}
    >
      <Stack gap="sm">
        <CardHead {...props} />
        <RuleConditions
          conditions={rule.conditions}
          onChange={(conditions) => onChange({ ...rule, conditions })}
          error={errors.conditions}
        />
        <TextInput
          label="Leads to"
          placeholder="https://example.com/for-them"
          value={rule.destination}
          maxLength={4096}
          inputMode="url"
          onChange={(event) => onChange({ ...rule, destination: event.currentTarget.value })}
          onBlur={() => onChange({ ...rule, destination: withScheme(rule.destination) })}
          error={errors.destination}
        />
      </Stack>
    </Box>
  )
}
