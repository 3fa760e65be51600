import { describe, expect, it } from 'vitest'
import { addDays, dayOf, parseDay, spanOf } from './audit-range.ts'

const now = new Date(2026, 10, 22, 15, 30)

describe('the time range of the audit log', () => {
  it('counts today as the first of the last seven days', () => {
    expect(spanOf({ range: '7d', from: '', to: '' }, now)).toEqual({
      from: new Date(2026, 10, 16).toISOString(),
    })
  })

  it('includes the whole last day', () => {
    expect(spanOf({ range: '', from: '2026-11-01', to: '2026-11-02' }, now)).toEqual({
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 2, 23, 59, 59, 999).toISOString(),
    })
  })

  it('leaves out what is not a day', () => {
    expect(spanOf({ range: '', from: 'yesterday', to: '2026-13-45' }, now)).toEqual({})
  })

  it('writes days so that they can be read again, across the end of a month', () => {
    expect(dayOf(addDays(new Date(2026, 10, 30), 1))).toBe('2026-12-01')
    expect(parseDay('2026-12-01')).toEqual(new Date(2026, 11, 1))
  })
})
