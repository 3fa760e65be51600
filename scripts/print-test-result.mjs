import { readFileSync } from 'node:fs'

// The closing line of .ci/run, from what the test runner itself recorded.
const text = readFileSync(process.argv[2], 'utf8')
if (text === '') {
  console.error('The tests did not get as far as a result.')
  process.exit(1)
}
const report = JSON.parse(text)
const { numPassedTests: passed, numPendingTests: skipped } = report
const failedFiles = report.testResults.filter((file) => file.status !== 'passed')
for (const file of failedFiles) console.log(`failed: ${file.name}`)
// A file that could not even be loaded has no failed test; it counts as one.
const broken = failedFiles.filter((file) => !file.assertionResults.some((test) => test.status === 'failed'))
const failed = report.numFailedTests + broken.length
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (!report.success || failed > 0 || passed === 0) process.exitCode = 1
