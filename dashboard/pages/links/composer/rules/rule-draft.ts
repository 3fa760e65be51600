import type { DEVICES, LinkRule, OPERATING_SYSTEMS, RuleConditions } from '#shared/contract/link-fields.ts'
import { findDestinationProblem } from '#shared/link-destinations.ts'
import { instantOf, localOf, viewerZone } from '../local-time.ts'

type Weekday = NonNullable<RuleConditions['schedule']>['weekdays'][number]

/** The conditions of a rule while it is edited; what is null does not count. Times are local, "2026-11-30 18:00:00". */
export interface ConditionsDraft {
  devices: (typeof DEVICES)[number][] | null
  operating_systems: (typeof OPERATING_SYSTEMS)[number][] | null
  countries: string[] | null
  languages: string[] | null
  window: { from: string | null; until: string | null } | null
  schedule: { zone: string; weekdays: Weekday[]; from: string; until: string } | null
  percentage: number | null
}
export type ConditionName = keyof ConditionsDraft

export interface RuleDraft {
  /** Tells rules apart while they are moved; never sent. */
  key: string
  /** Null for a rule that was not saved yet. */
  id: string | null
  name: string
  destination: string
  conditions: ConditionsDraft
}

const NO_CONDITIONS: ConditionsDraft = {
  devices: null,
  operating_systems: null,
  countries: null,
  languages: null,
  window: null,
  schedule: null,
  percentage: null,
}

export const CONDITION_NAMES = Object.keys(NO_CONDITIONS) as ConditionName[]

let made = 0
const newKey = (): string => {
  made += 1
  return `rule-${made}`
}

/** A condition as it is when it is added: nothing chosen, or what most people mean. */
export function emptyCondition<N extends ConditionName>(name: N): NonNullable<ConditionsDraft[N]> {
  const empty: { [K in ConditionName]: NonNullable<ConditionsDraft[K]> } = {
    devices: [],
    operating_systems: [],
    countries: [],
    languages: [],
    window: { from: null, until: null },
    schedule: {
      zone: viewerZone(),
      weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      until: '17:00',
    },
    percentage: 50,
  }
  return empty[name]
}

/** A new rule with one condition to fill in. */
export const newRule = (condition: ConditionName = 'devices'): RuleDraft => ({
  key: newKey(),
  id: null,
  name: '',
  destination: '',
  conditions: { ...NO_CONDITIONS, [condition]: emptyCondition(condition) },
})

/** A saved rule, ready to be edited. */
export const draftOfRule = ({ id, name, destination, conditions }: LinkRule): RuleDraft => {
  const { from, until, ...others } = conditions
  const hasWindow = from !== undefined || until !== undefined
  return {
    key: id ?? newKey(),
    id: id ?? null,
    name,
    destination,
    conditions: {
      ...NO_CONDITIONS,
      ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
      window: hasWindow
        ? {
            from: from === undefined ? null : localOf(from),
            until: until === undefined ? null : localOf(until),
          }
        : null,
    },
  }
}

function conditionsOf({ window, ...others }: ConditionsDraft): RuleConditions {
  return {
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null)),
    ...(window?.from ? { from: instantOf(window.from) } : {}),
    ...(window?.until ? { until: instantOf(window.until) } : {}),
  }
}

/** The rule as the server takes it. */
export const ruleOf = ({ id, name, destination, conditions }: RuleDraft) => ({
  ...(id === null ? {} : { id }),
  name: name.trim(),
  destination: destination.trim(),
  conditions: conditionsOf(conditions),
})

const LISTS = {
  devices: 'a device',
  operating_systems: 'an operating system',
  countries: 'a country',
  languages: 'a language',
} as const

/** What is missing in a rule's conditions, as a sentence; null when they are whole. */
export function findConditionProblem(conditions: ConditionsDraft): string | null {
  if (Object.values(conditions).every((value) => value === null)) return 'Add at least one condition'
  for (const [name, noun] of Object.entries(LISTS) as [keyof typeof LISTS, string][])
    if (conditions[name]?.length === 0) return `Choose ${noun}, or remove that condition`
  const { window, schedule } = conditions
  if (window !== null && window.from === null && window.until === null)
    return 'Give a beginning or an end, or remove that condition'
  if (window?.from && window.until && window.from >= window.until)
    return 'The end must be after the beginning'
  if (schedule?.weekdays.length === 0) return 'Choose a day of the week, or remove that condition'
  if (schedule !== null && schedule.from === schedule.until)
    return 'The daily hours must begin and end at different times'
  return null
}

/** The problems of a rule by field. */
export function findRuleProblems({ destination, conditions }: RuleDraft): {
  destination: string | null
  conditions: string | null
} {
  const given = destination.trim()
  return {
    destination: given === '' ? 'Say where this rule leads' : findDestinationProblem(given),
    conditions: findConditionProblem(conditions),
  }
}

/** The list with the rule at `from` moved to `to`; unchanged where that is outside of it. */
export function moveRule<T>(rules: readonly T[], from: number, to: number): T[] {
  const moved = rules[from]
  if (moved === undefined || to < 0 || to >= rules.length) return [...rules]
  const others = rules.filter((_, index) => index !== from)
  return [...others.slice(0, to), moved, ...others.slice(to)]
}
