import { expect, it } from 'vitest'
import { changeOf, formatShare } from './format-count.ts'
import { nameValue } from './name-values.ts'

it('tells how a number stands to the one before', () => {
  expect(changeOf(112, 100)).toEqual({ text: expect.stringContaining('12'), direction: 'up' })
  expect(changeOf(50, 100)).toEqual({ text: expect.stringContaining('50'), direction: 'down' })
  expect(changeOf(0, 100)?.direction).toBe('down')
  expect(changeOf(1001, 1000)?.direction).toBe('same')
  expect(changeOf(5, 0)).toBeNull()
  expect(changeOf(0, 0)).toBeNull()
})

it('says a share, of nothing too', () => {
  expect(formatShare(1, 4)).toMatch(/25/)
  expect(formatShare(0, 0)).toMatch(/^0/)
})

it('names values for people', () => {
  expect(nameValue('country', 'DE')).toMatch(/Germany|Deutschland/)
  expect(nameValue('country', '')).toBe('Unknown')
  expect(nameValue('country', 'not a code')).toBe('not a code')
  expect(nameValue('referrer', '')).toBe('Direct or unknown')
  expect(nameValue('trigger', 'qr')).toBe('QR code')
  expect(nameValue('device', 'tv')).toBe('TV')
  expect(nameValue('device', 'mobile')).toBe('Mobile')
  expect(nameValue('domain', '', 'go.example.com')).toBe('go.example.com')
  expect(nameValue('link', 'link_1', 'go.example.com/a')).toBe('go.example.com/a')
})
