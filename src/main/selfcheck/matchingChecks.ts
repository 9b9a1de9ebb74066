import { placeAnchors } from '../detector/anchors/place'
import type { AnchorLevelSpec } from '../detector/anchors/types'
import { matchAtss } from '../detector/matching/atssMatcher'
import { matchTaskAligned } from '../detector/matching/taskAlignedMatcher'
import { listField, numberField, numbersField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { EXACT, float32Loss } from './tolerances'
import type { GoldenCheck } from './types'

/** ATSS on full tables, without the anchor that a box left empty-handed gets. */
export const atssCheck: GoldenCheck = (golden) => {
  const labels = matchAtss(anchorsOf(golden), float32Field(golden, 'boxes'), {
    topK: numberField(golden, 'topK'),
    forceMatch: false,
  })
  return [{ what: 'value', actual: labels, expected: golden.value, tolerance: EXACT }]
}

/** Task-aligned matching on full tables, likewise. */
export const taskAlignedCheck: GoldenCheck = (golden) => {
  const anchors = anchorsOf(golden)
  const scores = float32Field(golden, 'scores')
  const { labels, qualities } = matchTaskAligned(
    anchors,
    {
      boxesXyxyPx: float32Field(golden, 'boxes'),
      classes: Int32Array.from(numbersField(golden, 'classes')),
    },
    {
      scores,
      numClasses: scores.length / anchors.numAnchors,
      boxesXyxyPx: float32Field(golden, 'predicted'),
    },
    {
      alpha: numberField(golden, 'alpha'),
      beta: numberField(golden, 'beta'),
      topK: numberField(golden, 'topK'),
      forceMatch: false,
    },
  )
  return [
    { what: 'value', actual: labels, expected: golden.value, tolerance: EXACT },
    { what: 'targets', actual: qualities ?? [], expected: golden.targets, tolerance: float32Loss() },
  ]
}

function anchorsOf(golden: GoldenCase) {
  return placeAnchors(listField(golden, 'levels') as AnchorLevelSpec[])
}

function float32Field(golden: GoldenCase, name: string): Float32Array {
  return Float32Array.from(numbersField(golden, name))
}
