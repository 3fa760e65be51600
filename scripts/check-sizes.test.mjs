import { expect, test } from 'vitest'
import { findOversize, measureFunctions, percentile90 } from './check-sizes.mjs'

const functionOf = (lines, name = 'sign') => `function ${name}() {\n${'  act()\n'.repeat(lines - 2)}}\n`
const check = (files) => findOversize(new Map(Object.entries(files)))
const small = Object.fromEntries(
  Array.from({ length: 20 }, (_, n) => [`server/a/file-${n}.ts`, functionOf(3)]),
)

test('a file may have 300 lines and no more', () => {
  expect(check({ ...small, 'server/a/long.ts': 'act()\n'.repeat(300) })).toEqual([])
  expect(check({ ...small, 'server/a/long.ts': 'act()\n'.repeat(301) })).toEqual([
    'server/a/long.ts: 301 lines; at most 300',
  ])
})

test('a function may have 60 lines and no more, components too', () => {
  expect(check({ ...small, 'server/a/long.ts': functionOf(60) })).toEqual([])
  expect(check({ ...small, 'server/a/long.ts': `\n${functionOf(61)}` })).toEqual([
    'server/a/long.ts:2: sign has 61 lines; at most 60',
  ])
  const component = `export const Page = () => {\n${'  act()\n'.repeat(60)}  return <p />\n}\n`
  expect(check({ ...small, 'dashboard/page.tsx': component })).toEqual([
    'dashboard/page.tsx:1: Page has 63 lines; at most 60',
  ])
})

test('nine in ten files and functions are well below the caps', () => {
  const many = (text) =>
    Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`server/b/file-${n}.ts`, text]))
  expect(check({ ...small, ...many('act()\n'.repeat(150)) })).toEqual([
    'one file in ten has 150 lines or more; under 150',
  ])
  expect(check({ ...small, ...many(functionOf(40)) })).toEqual([
    'one function in ten has 40 lines or more; under 40',
  ])
  expect(percentile90([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])).toBe(9)
  expect(percentile90([])).toBe(0)
})

test('tests may be as long as what they tell', () => {
  expect(check({ 'server/a/long.test.ts': functionOf(400), 'test/world.ts': functionOf(400) })).toEqual([])
})

test('functions are named for the one who must split them', () => {
  const source =
    'const a = async () => {}\nclass B {\n  c() {}\n}\napp.get("/x", function () {})\nconst d = () => 1\n'
  expect(measureFunctions('x.ts', source).map(({ name, line }) => [name, line])).toEqual([
    ['a', 1],
    ['c', 3],
    ['a function', 5],
  ])
})
