import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fromRoot } from './root.mjs'

function print(text) {
  const folder = mkdtempSync(path.join(tmpdir(), 'guildhall-result-'))
  const file = path.join(folder, 'report.json')
  writeFileSync(file, text)
  const run = spawnSync(process.execPath, [fromRoot('scripts', 'print-test-result.mjs'), file], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return { code: run.status, lastLine: run.stdout.trim().split('\n').at(-1) }
}

const file = (status, statuses) => ({
  name: 'a',
  status,
  assertionResults: statuses.map((status) => ({ status })),
})
const report = (success, passed, failed, testResults) =>
  JSON.stringify({ success, numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, testResults })

test('a good run closes with its count', () => {
  expect(print(report(true, 2, 0, [file('passed', ['passed', 'passed'])]))).toEqual({
    code: 0,
    lastLine: '2 passed, 0 failed',
  })
})

test('a failed test, a file that does not load, no test and no report all fail', () => {
  const failed = report(false, 1, 1, [file('failed', ['passed', 'failed'])])
  expect(print(failed)).toEqual({ code: 1, lastLine: '1 passed, 1 failed' })
  const broken = report(false, 1, 0, [file('passed', ['passed']), file('failed', [])])
  expect(print(broken)).toEqual({ code: 1, lastLine: '1 passed, 1 failed' })
  expect(print(report(true, 0, 0, [])).code).toBe(1)
  expect(print('').code).toBe(1)
})
