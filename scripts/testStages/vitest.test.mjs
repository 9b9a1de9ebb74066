import { expect, test } from 'vitest'
import { refuseEmpty } from './types.mjs'
import { readReport } from './vitest.mjs'

const file = (/** @type {string} */ status, /** @type {string[]} */ ...tests) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

test('counts tests, and leaves skipped ones apart', () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [file('passed', 'passed'), file('failed', 'failed')],
  }
  expect(readReport(report, 1)).toEqual({ passed: 4, failed: 1, skipped: 3 })
})

test('a file that broke before its tests ran is a failure', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [file('passed', 'passed'), file('failed')],
  }
  expect(readReport(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('an error outside every test is a failure, and so is a missing report', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  }
  expect(readReport(report, 1).failed).toBe(1)
  expect(readReport(report, 0).failed).toBe(0)
  expect(readReport(null, 0).failed).toBe(1)
})

test('a runner that ran nothing has failed', () => {
  expect(refuseEmpty({ passed: 0, failed: 0, skipped: 3 })).toEqual({ passed: 0, failed: 1, skipped: 3 })
  expect(refuseEmpty({ passed: 1, failed: 0, skipped: 0 })).toEqual({ passed: 1, failed: 0, skipped: 0 })
})
