import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisits, type Visits } from '#test/visits.ts'
import { drainVisits } from './drain-visits.ts'
import { recordClick } from './record-click.ts'

let visits: Visits
beforeAll(async () => {
  visits = await newVisits()
})
afterAll(() => visits.close())

test('a click is counted in its link, in every roll-up and as a row', async () => {
  const { organizationId, linkIds } = await visits.newLinks(1)
  recordClick(visits.runtime, visits.clickOn(organizationId, linkIds[0]))
  await drainVisits(visits.runtime)
  expect(await visits.totals(organizationId)).toEqual({ clicks: 1, uniques: 1, bots: 0, rows: 1 })
})
