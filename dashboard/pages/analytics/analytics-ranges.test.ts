import { expect, it } from 'vitest'
import { PRESETS } from '#shared/contract/analytics.ts'
import {
  describeRange,
  intervalsFor,
  isDay,
  isPreset,
  nameBuckets,
  PRESET_LABELS,
} from './analytics-ranges.ts'

const zone = 'Europe/Berlin'

it('names every preset of the API', () => {
  expect(Object.keys(PRESET_LABELS).sort()).toEqual([...PRESETS].sort())
  expect([isPreset('7d'), isPreset('custom')]).toEqual([true, false])
})

it.each([
  ['2026-11-22', true],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['22.11.2026', false],
  ['', false],
])('tells whether %s is a day', (text, isOne) => expect(isDay(text)).toBe(isOne))

it('offers the intervals that suit a range', () => {
  const until = '2026-11-22T00:00:00Z'
  const back = (days: number) => ({
    from: new Date(Date.parse(until) - days * 86_400_000).toISOString(),
    until,
  })
  expect(intervalsFor(back(0.02))).toEqual(['hour'])
  expect(intervalsFor(back(1))).toEqual(['hour'])
  expect(intervalsFor(back(7))).toEqual(['hour', 'day'])
  expect(intervalsFor(back(30))).toEqual(['day', 'week'])
  expect(intervalsFor(back(365))).toEqual(['day', 'week', 'month'])
  expect(intervalsFor(back(3650))).toEqual(['month'])
})

it('says a range in its zone, the end included, over a change of the clock', () => {
  const days = { from: '2026-10-23T22:00:00.000Z', until: '2026-11-21T23:00:00.000Z', zone }
  expect(describeRange(days)).toMatch(/24.*21.*2026/)
  const hours = { from: '2026-11-21T09:30:00.000Z', until: '2026-11-22T09:30:00.000Z', zone }
  expect(describeRange(hours)).toMatch(/10:30/)
})

it('names buckets in their zone', () => {
  expect(nameBuckets({ interval: 'day', zone }).full('2026-10-23T22:00:00.000Z')).toContain('24')
  expect(nameBuckets({ interval: 'day', zone: 'UTC' }).full('2026-10-23T22:00:00.000Z')).toContain('23')
  expect(nameBuckets({ interval: 'week', zone }).full('2026-10-18T22:00:00.000Z')).toMatch(/^Week of .*19/)
})
