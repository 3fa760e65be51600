import { expect, test } from 'vitest'
import { ALL_PERMISSIONS } from '#shared/permissions.ts'
import {
  CATEGORIES,
  searchCategories,
  summarizePermissions,
  topPermissions,
} from './summarize-permissions.ts'

test('a summary counts permissions and their categories', () => {
  expect(summarizePermissions(['links.read', 'links.create', 'team.view'])).toBe(
    '3 permissions across 2 categories',
  )
  expect(summarizePermissions(['links.read'])).toBe('1 permission across 1 category')
  expect(summarizePermissions([])).toBe('0 permissions across 0 categories')
})

test('the top permissions are those that change most, of different categories first', () => {
  expect(
    topPermissions(['links.read', 'links.delete', 'links.create', 'team.view', 'billing.manage']),
  ).toEqual(['billing.manage', 'links.delete', 'team.view'])
  expect(topPermissions(['links.read'])).toEqual(['links.read'])
})

test('every permission of the catalogue has its place', () => {
  expect(CATEGORIES.flatMap(({ permissions }) => permissions.map(({ name }) => name))).toEqual(
    ALL_PERMISSIONS,
  )
})

test('a search finds by category, name and description', () => {
  expect(searchCategories('qr').map(({ category }) => category)).toEqual(['qr_codes'])
  expect(searchCategories('remove members').flatMap(({ permissions }) => permissions[0]?.name)).toContain(
    'team.remove',
  )
  expect(searchCategories('')).toHaveLength(CATEGORIES.length)
  expect(searchCategories('no such thing')).toEqual([])
})
