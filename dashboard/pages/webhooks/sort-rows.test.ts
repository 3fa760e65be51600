import { expect, test } from 'vitest'
import { sortRows, WEBHOOK_SORTS } from './sort-rows.ts'

const row = (name: string, at: string | null) => ({ name, last_delivery: at === null ? null : { at } })
const rows = [row('crm', '2026-11-22T10:00:00Z'), row('Archive', null), row('Émile', '2026-11-22T11:00:00Z')]
const names = (sort: string) => sortRows(rows, sort, WEBHOOK_SORTS).map(({ name }) => name)

test('by name in any case, by the last delivery with those that had none at the end', () => {
  expect(names('name')).toEqual(['Archive', 'crm', 'Émile'])
  expect(names('-name')).toEqual(['Émile', 'crm', 'Archive'])
  expect(names('last')).toEqual(['crm', 'Émile', 'Archive'])
  expect(names('-last')).toEqual(['Émile', 'crm', 'Archive'])
  expect(names('nothing')).toEqual(['crm', 'Archive', 'Émile'])
})
