import { expect, it } from 'vitest'
import { guardFormula, unguardFormula } from './formulaGuard'

it.each([
  ['=1+1', "'=1+1"],
  ['+44', "'+44"],
  ['-leading-dash.jpg', "'-leading-dash.jpg"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ["'=quoted", "''=quoted"],
  ['nut', 'nut'],
  ["'quoted'", "'quoted'"],
  ['a=b', 'a=b'],
  ['', ''],
])('row 19: %j stands in a table as %j, and comes back', (name, cell) => {
  expect(guardFormula(name)).toBe(cell)
  expect(unguardFormula(cell)).toBe(name)
})
