import '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { goldenCases } from '../detector/testing/goldens'
import { compareNumbers } from './compare'
import { retinaMultiboxCheck, ssdMultiboxCheck } from './multiboxChecks'

describe.each([
  ['ssdMultibox', ssdMultiboxCheck],
  ['retinaMultibox', retinaMultiboxCheck],
] as const)('%s: the whole loss against torchvision', (kind, check) => {
  const cases = goldenCases('multibox.json', kind)
  test.each(cases.map((golden, i) => ({ i, golden })))(
    'case $i: both parts and all gradients',
    ({ golden }) => {
      const results = check(golden).map(compareNumbers)
      expect(results.map(({ problem }) => problem)).toEqual([null, null, null, null])
    },
  )
  test('a part that is off by 3e-5 of itself is found', () => {
    const [golden] = cases
    for (const part of ['classification', 'box']) {
      const off = { ...golden, [part]: (golden[part] as number) * (1 + 3e-5) }
      expect(
        check(off)
          .map(compareNumbers)
          .filter(({ isClose }) => !isClose).length,
      ).toBe(1)
    }
  })
})
