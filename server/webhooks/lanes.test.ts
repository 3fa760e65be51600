import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

test('a receiver that turns out slow has two places at most, until it is quick again', () => {
  const lanes = createLanes(2)
  const places = Array.from({ length: 5 }, () => lanes.enter('slow'))
  expect(places.every((leave) => leave !== null)).toBe(true)
  for (const leave of places) leave?.(19_000)
  const [first, second, third] = [lanes.enter('slow'), lanes.enter('slow'), lanes.enter('slow')]
  expect([first === null, second === null, third === null]).toEqual([false, false, true])
  expect(lanes.pauseFor('slow')).toBeGreaterThanOrEqual(20)
  expect(lanes.enter('quick')).not.toBeNull()
  expect(lanes.pauseFor('quick')).toBeLessThanOrEqual(3)
  first?.(40)
  expect(Array.from({ length: 5 }, () => lanes.enter('slow')).includes(null)).toBe(false)
})
