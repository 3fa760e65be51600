import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEVICES, OPERATING_SYSTEMS, type RuleConditions } from '#shared/contract/link-fields.ts'
import { chooseDestination, type KeptRule, type VisitorFacts } from './choose-destination.ts'
import { fitsSchedule } from './fits-schedule.ts'
import { listOutcomes } from './list-outcomes.ts'

const facts: fc.Arbitrary<VisitorFacts> = fc.record({
  device: fc.constantFrom(...DEVICES),
  operatingSystem: fc.constantFrom(...OPERATING_SYSTEMS),
  country: fc.constantFrom('DE', 'FR', null),
  language: fc.constantFrom('de', 'fr', null),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
})

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const conditions: fc.Arbitrary<RuleConditions> = fc
  .record({
    devices: optional(fc.uniqueArray(fc.constantFrom(...DEVICES), { minLength: 1, maxLength: 6 })),
    operating_systems: optional(
      fc.uniqueArray(fc.constantFrom(...OPERATING_SYSTEMS), { minLength: 1, maxLength: 6 }),
    ),
    countries: optional(fc.uniqueArray(fc.constantFrom('DE', 'FR'), { minLength: 1, maxLength: 2 })),
    languages: optional(fc.uniqueArray(fc.constantFrom('de', 'fr'), { minLength: 1, maxLength: 2 })),
    percentage: optional(fc.integer({ min: 1, max: 99 })),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))

const rules: fc.Arbitrary<KeptRule[]> = fc.array(conditions, { maxLength: 8 }).map((all) =>
  all.map((one, at) => ({
    id: `rule_${at}`,
    name: '',
    conditions: one,
    destination: `https://example.com/${at}`,
  })),
)
const OWN = 'https://example.com/own'

describe('rules of smart links', () => {
  it('lead only where outcomes say, and outcomes add up to a hundred', () => {
    fc.assert(
      fc.property(rules, facts, fc.integer({ min: 0, max: 99 }), (all, visitor, drawn) => {
        const outcomes = listOutcomes(all, visitor, OWN)
        expect(outcomes.reduce((sum, { percentage }) => sum + percentage, 0)).toBeCloseTo(100, 9)
        expect(outcomes.every(({ percentage }) => percentage > 0)).toBe(true)
        const chosen = chooseDestination(all, visitor, () => drawn)
        expect(outcomes.map(({ rule_id }) => rule_id)).toContain(chosen?.ruleId ?? null)
      }),
    )
  })

  it('the first that fits decides: what stands behind one without a share changes nothing', () => {
    fc.assert(
      fc.property(rules, rules, facts, (first, more, visitor) => {
        const whole = first.find(({ conditions: { percentage } }) => percentage === undefined)
        const before = chooseDestination(first, visitor, () => 0)
        const after = chooseDestination([...first, ...more], visitor, () => 0)
        if (before !== null) expect(after).toEqual(before)
        if (whole === undefined && first.length === 0 && more.length === 0) expect(after).toBeNull()
      }),
    )
  })

  it('shares come out as outcomes say, each rule drawn for itself', () => {
    const split: KeptRule[] = [
      { id: 'rule_a', name: '', conditions: { percentage: 50 }, destination: 'https://example.com/a' },
      { id: 'rule_b', name: '', conditions: { percentage: 50 }, destination: 'https://example.com/b' },
    ]
    const visitor = {
      device: 'desktop',
      operatingSystem: 'Linux',
      country: null,
      language: null,
      at: new Date(),
    } as const
    expect(listOutcomes(split, visitor, OWN).map(({ percentage }) => percentage)).toEqual([50, 25, 25])
    expect(chooseDestination(split, visitor, (id) => (id === 'rule_a' ? 50 : 49))?.ruleId).toBe('rule_b')
    expect(chooseDestination(split, visitor, () => 50)).toBeNull()
  })

  it('hold from their first instant and until just before their last', () => {
    const rule = {
      id: 'rule_t',
      name: '',
      conditions: { from: '2026-06-01T00:00:00+02:00', until: '2026-06-02T00:00:00+02:00' },
      destination: OWN,
    }
    const leads = (at: string) =>
      chooseDestination(
        [rule],
        { device: 'other', operatingSystem: 'Other', country: null, language: null, at: new Date(at) },
        () => 0,
      ) !== null
    expect(
      ['2026-05-31T21:59:59Z', '2026-05-31T22:00:00Z', '2026-06-01T21:59:59Z', '2026-06-01T22:00:00Z'].map(
        leads,
      ),
    ).toEqual([false, true, true, false])
  })
})

describe('a weekly schedule', () => {
  const friday = { zone: 'Europe/Berlin', weekdays: ['fri' as const], from: '09:00', until: '17:00' }

  it('goes by the clock of its zone, also where that is changed', () => {
    // Summer time in Berlin (UTC+2) ends on 25 October 2026; both are Fridays.
    expect(fitsSchedule(friday, new Date('2026-10-23T07:00:00Z'))).toBe(true)
    expect(fitsSchedule(friday, new Date('2026-10-30T07:00:00Z'))).toBe(false)
    expect(fitsSchedule(friday, new Date('2026-10-30T08:00:00Z'))).toBe(true)
    expect(fitsSchedule(friday, new Date('2026-10-30T16:00:00Z'))).toBe(false)
    expect(fitsSchedule({ ...friday, zone: 'Pacific/Auckland' }, new Date('2026-10-22T21:00:00Z'))).toBe(true)
  })

  it('over midnight belongs to the day on which it began', () => {
    const night = { ...friday, zone: 'UTC', from: '22:00', until: '06:00' }
    const at = (text: string) => fitsSchedule(night, new Date(text))
    expect(at('2026-10-23T21:59:00Z')).toBe(false)
    expect(at('2026-10-23T22:00:00Z')).toBe(true)
    expect(at('2026-10-24T05:59:00Z')).toBe(true)
    expect(at('2026-10-24T06:00:00Z')).toBe(false)
    expect(at('2026-10-23T05:00:00Z')).toBe(false)
    expect(at('2026-10-24T23:00:00Z')).toBe(false)
  })

  it('from one time to the same holds for a whole day', () => {
    const day = { ...friday, zone: 'UTC', from: '00:00', until: '00:00' }
    expect(fitsSchedule(day, new Date('2026-10-23T12:00:00Z'))).toBe(true)
    expect(fitsSchedule(day, new Date('2026-10-24T12:00:00Z'))).toBe(false)
  })
})
