import { expect, test } from 'vitest'
import { isInstalledAsLocked } from './install-packages.mjs'

const entry = (version, more = {}) => ({ version, integrity: `sha512-${version}`, ...more })
const lock = {
  packages: {
    '': { name: 'guildhall' },
    'node_modules/a': entry('1.0.0'),
    'node_modules/a-darwin': entry('1.0.0', { optional: true }),
  },
}

test('packages for other platforms may lack', () => {
  expect(isInstalledAsLocked(lock, { packages: { 'node_modules/a': entry('1.0.0') } })).toBe(true)
})

test('a missing or different package asks for an install', () => {
  expect(isInstalledAsLocked(lock, { packages: {} })).toBe(false)
  expect(isInstalledAsLocked(lock, { packages: { 'node_modules/a': entry('1.0.1') } })).toBe(false)
})
