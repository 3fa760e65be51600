import path from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { findStale, readGenerated } from './read-generated.ts'

test('schema.sql and the table types say what the migrations make', async () => {
  const database = await createTestDatabase()
  const root = path.resolve(import.meta.dirname, '../../../..')
  const stale = await findStale(root, await readGenerated(database.url))
  await database.drop()
  expect(stale, 'run "npm run generate:schema"').toEqual([])
})
