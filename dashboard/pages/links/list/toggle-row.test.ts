import { expect, test } from 'vitest'
import { nextSort } from './link-filters.ts'
import { toggleRow } from './toggle-row.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const toggle = (selected: string[], id: string, anchor: string | null, isRange: boolean) =>
  [...toggleRow(new Set(selected), { order, id, anchor, isRange })].sort()

test('a row is ticked and unticked alone', () => {
  expect(toggle(['a'], 'c', 'a', false)).toEqual(['a', 'c'])
  expect(toggle(['a', 'c'], 'c', 'a', false)).toEqual(['a'])
})

test('shift ticks every row from the last one, in either direction', () => {
  expect(toggle(['b'], 'd', 'b', true)).toEqual(['b', 'c', 'd'])
  expect(toggle(['d'], 'b', 'd', true)).toEqual(['b', 'c', 'd'])
})

test('shift on a ticked row unticks the range', () => {
  expect(toggle(['a', 'b', 'c', 'd'], 'd', 'b', true)).toEqual(['a'])
})

test('shift ticks only the row itself when the last one is on another page', () => {
  expect(toggle(['x'], 'c', 'x', true)).toEqual(['c', 'x'])
  expect(toggle([], 'c', null, true)).toEqual(['c'])
})

test('clicks and dates are sorted from the top first, names from A', () => {
  expect(nextSort('-created_at', 'clicks')).toBe('-clicks')
  expect(nextSort('-clicks', 'clicks')).toBe('clicks')
  expect(nextSort('-clicks', 'slug')).toBe('slug')
  expect(nextSort('slug', '-slug')).toBe('-slug')
})
