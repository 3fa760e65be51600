import { expect, test } from 'vitest'
import { localOf } from '../local-time.ts'
import {
  draftOfRule,
  emptyCondition,
  findConditionProblem,
  findRuleProblems,
  moveRule,
  newRule,
  ruleOf,
} from './rule-draft.ts'
import { sayConditions } from './say-conditions.ts'

const SAVED = {
  id: 'rule_01jd8x5k3fe0t9n2v7c4m6q1za',
  name: 'Phones at home',
  destination: 'https://m.example.com',
  conditions: {
    devices: ['mobile' as const],
    countries: ['DE', 'AT'],
    from: '2026-11-30T08:00:00.000Z',
    schedule: { zone: 'Europe/Berlin', weekdays: ['sat' as const], from: '22:00', until: '02:00' },
    percentage: 30,
  },
}

test('a saved rule becomes a draft and the same rule again', () => {
  const draft = draftOfRule(SAVED)
  expect(draft.conditions.languages).toBeNull()
  expect(draft.conditions.window).toEqual({ from: localOf('2026-11-30T08:00:00.000Z'), until: null })
  expect(ruleOf(draft)).toEqual(SAVED)
})

test('a new rule is sent without an id, its texts trimmed', () => {
  const rule = newRule('percentage')
  expect(ruleOf({ ...rule, name: ' Half ', destination: ' https://b.example ' })).toEqual({
    name: 'Half',
    destination: 'https://b.example',
    conditions: { percentage: 50 },
  })
})

test('drafts have keys of their own', () => {
  expect(newRule().key).not.toBe(newRule().key)
})

test('a rule without conditions, or with an empty one, says what is missing', () => {
  const { conditions } = newRule('countries')
  expect(findConditionProblem(conditions)).toBe('Choose a country, or remove that condition')
  expect(findConditionProblem({ ...conditions, countries: null })).toBe('Add at least one condition')
  expect(findConditionProblem({ ...conditions, countries: ['DE'] })).toBeNull()
})

test('a span of time needs an end after its beginning', () => {
  const { conditions } = newRule('window')
  expect(findConditionProblem(conditions)).toMatch(/beginning or an end/)
  const from = '2026-11-30 10:00:00'
  expect(findConditionProblem({ ...conditions, window: { from, until: null } })).toBeNull()
  expect(findConditionProblem({ ...conditions, window: { from, until: from } })).toMatch(
    /after the beginning/,
  )
})

test('a schedule may run over midnight, but not end when it begins', () => {
  const { conditions } = newRule('schedule')
  const schedule = emptyCondition('schedule')
  expect(
    findConditionProblem({ ...conditions, schedule: { ...schedule, from: '22:00', until: '02:00' } }),
  ).toBeNull()
  expect(findConditionProblem({ ...conditions, schedule: { ...schedule, until: schedule.from } })).toMatch(
    /different/,
  )
  expect(findConditionProblem({ ...conditions, schedule: { ...schedule, weekdays: [] } })).toMatch(
    /day of the week/,
  )
})

test('a rule needs a destination that is an address', () => {
  const rule = newRule('percentage')
  expect(findRuleProblems(rule).destination).toBe('Say where this rule leads')
  expect(findRuleProblems({ ...rule, destination: 'javascript:alert(1)' }).destination).toBe(
    'must not start with javascript:',
  )
  expect(findRuleProblems({ ...rule, destination: 'https://example.com' })).toEqual({
    destination: null,
    conditions: null,
  })
})

test('moving a rule keeps all the others in order', () => {
  expect(moveRule(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(moveRule(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
  expect(moveRule(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moveRule(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
})

test('conditions are said in words', () => {
  expect(sayConditions({ ...SAVED.conditions, from: undefined })).toEqual([
    'Phone',
    'in Germany or Austria',
    'Sat 22:00–02:00 in Europe/Berlin',
    '30 % of visitors',
  ])
  expect(sayConditions({ countries: ['DE', 'AT', 'CH', 'FR'] })).toEqual(['in Germany, Austria or 2 more'])
})
