import { expect, test } from 'vitest'
import type { ExportManifest } from '../../shared/models/manifest'
import { shownFrom } from './shownFrom'

const thresholds = (fields: Partial<ExportManifest['thresholds']>) => ({
  thresholds: {
    overall: 0.4,
    perClass: [
      { name: 'cell', threshold: 0.2 },
      { name: 'dust', threshold: null },
    ],
    chosenFor: { kind: 'f1' as const },
    ...fields,
  },
})

test('each class from its own threshold on, others from the overall one', () => {
  const shown = shownFrom(thresholds({}))
  expect(shown?.least).toBe(0.2)
  expect(['cell', 'dust', 'unheard of'].map((name) => shown?.of(name))).toEqual([0.2, 0.4, 0.4])
})

test('thresholds that nobody chose change nothing', () => {
  expect(shownFrom(thresholds({ chosenFor: null }))).toBeNull()
  expect(shownFrom(thresholds({ overall: null }))).toBeNull()
})
