import { expect, test } from 'vitest'
import { findMappingProblem, withField } from './import-plan.ts'

test('a mapping needs a destination, and fills most fields once', () => {
  expect(findMappingProblem({ Slug: 'slug' })).toContain('destinations')
  expect(findMappingProblem({ URL: 'destination', Old: 'destination' })).toContain('Only one column')
  expect(
    findMappingProblem({ URL: 'destination', Link: 'short_url', Custom: 'short_url', A: 'tags', B: 'tags' }),
  ).toBeNull()
})

test('a column is given a field, another, or none', () => {
  const one = withField({ URL: 'destination' }, 'Name', 'title')
  expect(one).toEqual({ URL: 'destination', Name: 'title' })
  expect(withField(one, 'Name', 'notes')).toEqual({ URL: 'destination', Name: 'notes' })
  expect(withField(one, 'Name', null)).toEqual({ URL: 'destination' })
})
