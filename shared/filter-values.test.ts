import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinFilterValues, splitFilterValues } from './filter-values.ts'

it('splits at commas that no backslash stands before', () => {
  expect(splitFilterValues('')).toEqual([''])
  expect(splitFilterValues(',')).toEqual(['', ''])
  expect(splitFilterValues('DE,FR')).toEqual(['DE', 'FR'])
  expect(splitFilterValues('Washington\\, D.C.,Bonn')).toEqual(['Washington, D.C.', 'Bonn'])
  expect(splitFilterValues('a\\b')).toEqual(['a\\b'])
})

it('gives back what was joined, whatever it holds', () => {
  const values = fc.array(fc.string({ unit: 'binary' }), { minLength: 1 })
  fc.assert(
    fc.property(values, (given) => {
      expect(splitFilterValues(joinFilterValues(given))).toEqual(given)
    }),
  )
})
