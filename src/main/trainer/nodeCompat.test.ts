import { expect, test } from 'vitest'
import { restoreRemovedNodeFunctions } from './nodeCompat'

test('defines isNullOrUndefined where Node no longer has it', () => {
  const target: { isNullOrUndefined?: (value: unknown) => boolean } = {}
  restoreRemovedNodeFunctions(target)
  expect(
    [null, undefined, 0, '', false, Number.NaN].map((value) => target.isNullOrUndefined?.(value)),
  ).toEqual([true, true, false, false, false, false])
})

test('leaves the one that Node still has', () => {
  const own = () => true
  const target = { isNullOrUndefined: own }
  restoreRemovedNodeFunctions(target)
  expect(target.isNullOrUndefined).toBe(own)
})
