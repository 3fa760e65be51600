import { Input, Slider, Text } from '@mantine/core'
import type { Role } from '#shared/contract/roles.ts'
import type { RoleForm } from './role-draft.ts'

const listNames = (roles: readonly Role[]): string => roles.map(({ name }) => name).join(', ')

/** What a level means beside the other roles, in sentences. */
function explainLevel(level: number, others: readonly Role[]): string {
  const below = others.filter((role) => role.level < level)
  const above = others.filter((role) => role.level > level)
  const manages =
    below.length === 0
      ? 'Can’t manage anyone'
      : `With the permissions for it, can manage and hand out: ${listNames(below)}`
  return `${manages}. ${above.length === 0 ? '' : `Managed by: ${listNames(above)}.`}`
}

/** The hierarchy level as a slider, with the other roles as marks and what the level means. */
export function LevelField({ form, roles }: { form: RoleForm; roles: readonly Role[] }) {
  const { draft, set, canEditDetails, maxLevel, role } = form
  const others = roles.filter(({ id }) => id !== role?.id)
  const top = canEditDetails ? maxLevel : 99
  const marks = others.filter(({ level }) => level <= top).map(({ level }) => ({ value: level }))
  return (
    <Input.Wrapper label={`Level ${draft.level}`} labelElement="div">
      <Slider
        min={0}
        max={top}
        value={draft.level}
        onChange={(level) => set({ level })}
        disabled={!canEditDetails}
        marks={marks}
        mt={6}
        mb={8}
        thumbLabel={`Level, 0 to ${top}`}
      />
      <Text size="xs" c="dimmed">
        {explainLevel(draft.level, others)}
      </Text>
    </Input.Wrapper>
  )
}
