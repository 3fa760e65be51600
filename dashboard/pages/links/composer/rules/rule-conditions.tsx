import { ActionIcon, Button, Menu, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { CONDITION_FIELDS, CONDITION_LABELS } from './condition-fields.tsx'
import classes from './rule-card.module.css'
import { CONDITION_NAMES, type ConditionName, type ConditionsDraft, emptyCondition } from './rule-draft.ts'

interface RuleConditionsProps {
  conditions: ConditionsDraft
  onChange: (conditions: ConditionsDraft) => void
  error: string | null
}

interface OneConditionProps<N extends ConditionName> extends RuleConditionsProps {
  name: N
}

function OneCondition<N extends ConditionName>({ name, conditions, onChange, error }: OneConditionProps<N>) {
  const render = CONDITION_FIELDS[name]
  const value = conditions[name]
  if (value === null) return null
  return (
    <div className={classes.condition}>
      {render({
        value: value as NonNullable<ConditionsDraft[N]>,
        onChange: (next) => onChange({ ...conditions, [name]: next }),
        error,
      })}
      <ActionIcon
        onClick={() => onChange({ ...conditions, [name]: null })}
        aria-label={`Remove the condition ${CONDITION_LABELS[name]}`}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

/** The conditions of a rule, all of which must hold, and a menu that adds one. */
export function RuleConditions({ conditions, onChange, error }: RuleConditionsProps) {
  const set = CONDITION_NAMES.filter((name) => conditions[name] !== null)
  const left = CONDITION_NAMES.filter((name) => conditions[name] === null)
  const last = set.at(-1)
  return (
    <Stack gap="xs">
      {set.map((name, index) => (
        <div key={name}>
          {index > 0 && <span className={classes.and}>and</span>}
          <OneCondition
            name={name}
            conditions={conditions}
            onChange={onChange}
            error={name === last ? error : null}
          />
        </div>
      ))}
      {set.length === 0 && error !== null && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      {left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              style={{ alignSelf: 'flex-start' }}
            >
              {set.length === 0 ? 'Add a condition' : 'And…'}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((name) => (
              <Menu.Item key={name} onClick={() => onChange({ ...conditions, [name]: emptyCondition(name) })}>
                {CONDITION_LABELS[name]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Stack>
  )
}
