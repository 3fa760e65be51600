import fc from 'fast-check'
import { expect, it } from 'vitest'
import { areaPath, linePath, niceMarks, visibleLabels } from './chart-scale.ts'

it('marks an axis with round whole numbers up to what is drawn', () => {
  expect(niceMarks(0)).toEqual([0, 1])
  expect(niceMarks(3)).toEqual([0, 1, 2, 3])
  expect(niceMarks(10)).toEqual([0, 3, 6, 9, 12])
  expect(niceMarks(3645)).toEqual([0, 1000, 2000, 3000, 4000])
  fc.assert(
    fc.property(fc.nat({ max: 1e12 }), (most) => {
      const marks = niceMarks(most)
      expect(marks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(marks.length).toBeLessThanOrEqual(6)
      expect(marks.every(Number.isInteger)).toBe(true)
    }),
  )
})

it('labels no more buckets than fit, evenly', () => {
  expect(visibleLabels(7, 700, 76)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(visibleLabels(30, 380, 76)).toEqual([0, 6, 12, 18, 24])
  expect(visibleLabels(1, 10, 76)).toEqual([0])
})

it('draws a line that never leaves what it connects', () => {
  expect(linePath([])).toBe('')
  expect(linePath([{ x: 1, y: 2 }])).toBe('M1 2')
  const heights = fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(heights, (ys) => {
      const path = linePath(ys.map((y, index) => ({ x: index * 10, y })))
      const handles = path.split('C').slice(1)
      for (const [index, handle] of handles.entries()) {
        const [, first = 0, , second = 0] = handle.split(' ').map(Number)
        const pair = [ys[index] ?? 0, ys[index + 1] ?? 0]
        for (const y of [first, second]) {
          expect(y).toBeGreaterThanOrEqual(Math.min(...pair) - 0.1)
          expect(y).toBeLessThanOrEqual(Math.max(...pair) + 0.1)
        }
      }
    }),
  )
  expect(
    areaPath(
      [
        { x: 0, y: 5 },
        { x: 10, y: 5 },
      ],
      20,
    ),
  ).toMatch(/^M0 5C.*L10 20L0 20Z$/)
})
