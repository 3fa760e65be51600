import { Button, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PartProps } from '../use-link-form.ts'
import { RuleCard } from './rule-card.tsx'
import { moveRule, newRule, type RuleDraft } from './rule-draft.ts'

const MOST_RULES = 25

const errorText = (error: unknown): string | null => (typeof error === 'string' ? error : null)

/** The draft's rules, with errors that follow them: errors are kept by place, and places change. */
function useRules({ form }: PartProps) {
  const { rules } = form.values
  const clearErrors = (start: string) => {
    for (const path of Object.keys(form.errors)) if (path.startsWith(start)) form.clearFieldError(path)
  }
  const set = (next: typeof rules) => {
    form.setFieldValue('rules', next)
    clearErrors('rules')
  }
  return {
    rules,
    set,
    setOne: (index: number, rule: RuleDraft) => {
      form.setFieldValue(
        'rules',
        rules.map((one, at) => (at === index ? rule : one)),
      )
      clearErrors(`rules.${index}`)
    },
    errorsAt: (index: number) => ({
      destination: errorText(form.errors[`rules.${index}.destination`]),
      conditions: errorText(form.errors[`rules.${index}.conditions`] ?? form.errors[`rules.${index}`]),
    }),
  }
}

/** The rules of a smart link, in the order they are tried. */
export function RulesPart({ form, mayChange }: PartProps & { mayChange: boolean }) {
  const { rules, set, setOne, errorsAt } = useRules({ form })
  const [said, say] = useState('')
  const move = (from: number, to: number) => {
    set(moveRule(rules, from, to))
    say(`Rule ${from + 1} is now number ${to + 1}`)
  }
  if (!mayChange)
    return (
      <Text size="sm" c="dimmed">
        You need the permission smart_links.manage to change the rules of a link.
      </Text>
    )
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        The first rule that fits a visitor decides where they are led. Nobody fits: the link’s destination.
      </Text>
      {rules.map((rule, index) => (
        <RuleCard
          key={rule.key}
          rule={rule}
          index={index}
          count={rules.length}
          errors={errorsAt(index)}
          onChange={(next) => setOne(index, next)}
          onRemove={() => set(rules.filter((_, at) => at !== index))}
          onMove={move}
        />
      ))}
      {typeof form.errors.rules === 'string' && (
        <Text size="xs" c="var(--mantine-color-error)">
          {form.errors.rules}
        </Text>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => set([...rules, newRule()])}
        disabled={rules.length >= MOST_RULES}
        style={{ alignSelf: 'flex-start' }}
      >
        Add a rule
      </Button>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Stack>
  )
}
