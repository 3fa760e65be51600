import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shadeCounts } from './map-shades.ts'

interface Drawn {
  width: number
  height: number
  countries: { code: string | null; name: string; path: string }[]
}
const file = new URL('./world-map.generated.json', import.meta.url)
const { countries, width, height } = JSON.parse(readFileSync(file, 'utf8')) as Drawn

// The atlas shortens these, or calls them otherwise than the Unicode CLDR does.
const OTHER_NAMES = new Set('CD CG CI SZ MK TR CZ BA MM PS TL FK TF TT HK DO CF GQ SB SS EH US'.split(' '))

it('knows the two letters of every country it draws', () => {
  expect(countries.length).toBeGreaterThan(170)
  const withoutCode = countries.filter(({ code }) => code === null).map(({ name }) => name)
  expect(withoutCode).toEqual(['N. Cyprus', 'Somaliland'])
  const codes = countries.flatMap(({ code }) => code ?? [])
  expect(new Set(codes).size).toBe(codes.length)
  const names = new Intl.DisplayNames('en', { type: 'region' })
  for (const { code, name } of countries) {
    if (code === null || OTHER_NAMES.has(code)) continue
    expect([code, names.of(code)]).toEqual([code, name])
  }
})

it('draws each inside the picture', () => {
  for (const { name, path } of countries) {
    expect(path, name).toMatch(/^m[\d\s.lmz-]+z$/)
    const [x = 0, y = 0] = (/^m(-?\d+) ?(-?\d+)/.exec(path) ?? []).slice(1).map(Number)
    expect([name, x >= 0 && x <= width && y >= 0 && y <= height]).toEqual([name, true])
  }
})

it('shades few countries with most of the clicks, and many with few, apart', () => {
  const { starts, shadeOf } = shadeCounts(10_000)
  expect(starts).toEqual([1, 7, 40, 252, 1585])
  expect([0, 1, 6, 7, 300, 10_000].map(shadeOf)).toEqual([0, 1, 1, 2, 4, 5])
  for (const most of [0, 1, 2, 3, 5, 7, 30]) {
    const { starts: few, shadeOf: shade } = shadeCounts(most)
    expect([...new Set(few)]).toEqual(few)
    expect(shade(most)).toBe(few.length)
  }
})
