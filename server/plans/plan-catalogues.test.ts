import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEFAULT_PLANS, LIMITS, planCatalogueSchema } from '#shared/plans.ts'

const folder = new URL('../../docs/plans/', import.meta.url)
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'))

test('there is an example for each product’s price table, and each is sound', () => {
  expect(examples.length).toBe(4)
  for (const name of examples) {
    const parsed = planCatalogueSchema.safeParse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    expect([name, parsed.success]).toEqual([name, true])
  }
})

test('the shipped seats and links are those of the price tables', () => {
  const limitsOf = (id: string) => DEFAULT_PLANS.plans.find((plan) => plan.id === id)?.limits
  expect(limitsOf('free')).toMatchObject({ members: 5, links: 1000, domains: 0 })
  expect(limitsOf('starter')).toMatchObject({ members: 10 })
  expect(limitsOf('pro')).toMatchObject({ members: 25, links: 10_000, domains: 5 })
  expect(limitsOf('enterprise')).toEqual(Object.fromEntries(Object.keys(LIMITS).map((name) => [name, null])))
  expect(DEFAULT_PLANS.default_plan).toBe('unlimited')
})

test('a wrong catalogue is refused by field', () => {
  const refused = (change: object) => {
    const parsed = planCatalogueSchema.safeParse({
      default_plan: 'a',
      plans: [{ id: 'a', name: 'A', limits: {}, features: [] }],
      ...change,
    })
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
  }
  expect(refused({})).toEqual([])
  expect(refused({ default_plan: 'b' })).toEqual(['default_plan'])
  expect(refused({ plans: [{ id: 'a', name: 'A', limits: { members: -1 }, features: [] }] })).toEqual([
    'plans.0.limits.members',
  ])
  expect(refused({ plans: [{ id: 'a', name: 'A', limits: { seats: 1 }, features: [] }] })).toEqual([
    'plans.0.limits',
  ])
  expect(refused({ plans: [{ id: 'a', name: 'A', limits: {}, features: ['magic'] }] })).toEqual([
    'plans.0.features.0',
  ])
})
