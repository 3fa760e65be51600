import { expect, test } from 'vitest'
import { ensureChromium, findChromium } from './find-chromium.mjs'

test('CHROMIUM_PATH comes first, and nothing stands in for a wrong one', async () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath, PATH: '' })).toBe(process.execPath)
  expect(findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: process.env.PATH })).toBeUndefined()
  const before = process.env.CHROMIUM_PATH
  process.env.CHROMIUM_PATH = '/nowhere/chromium'
  await expect(ensureChromium()).rejects.toThrow('CHROMIUM_PATH names no program: /nowhere/chromium')
  if (before === undefined) delete process.env.CHROMIUM_PATH
  else process.env.CHROMIUM_PATH = before
})
