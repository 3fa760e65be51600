import { expect, test } from 'vitest'
import { isNodeRecentEnough } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) =>
  expect(isNodeRecentEnough(version)).toBe(true),
)

test.each(['20.18.3', '18.20.0', '12.22.0'])('%s is too old', (version) =>
  expect(isNodeRecentEnough(version)).toBe(false),
)
