import { expect, it } from 'vitest'
import { readFilters, readValues, toggled, writeFilters, writeValues } from './analytics-filters.ts'

it('keeps values in an address, also the unknown one and those with commas', () => {
  for (const values of [['DE'], ['DE', 'FR'], [''], ['', 'DE'], ['Washington, D.C.', 'a\\b'], []])
    expect(readValues(writeValues(values))).toEqual(values)
  expect(writeValues([''])).toBe(',')
})

it('reads filters among whatever else an address holds', () => {
  const search = { range: '7d', country: 'DE,FR', city: ',', page: '2', utm_source: '' }
  const filters = readFilters(search)
  expect(filters).toEqual({ country: ['DE', 'FR'], city: [''] })
  expect(writeFilters(filters)).toEqual({ country: 'DE,FR', city: ',' })
})

it('adds a value that is clicked, and takes it away when it is clicked again', () => {
  expect(toggled([], '')).toEqual([''])
  expect(toggled(['DE'], 'FR')).toEqual(['DE', 'FR'])
  expect(toggled(['DE', 'FR'], 'DE')).toEqual(['FR'])
})
