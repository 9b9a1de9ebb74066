import type { TrainingProblem } from '../../../../shared/training/run'
import { brokenBoxes } from './brokenBoxes'
import { dominantClass } from './dominantClass'
import { doubledBoxes } from './doubledBoxes'
import { fewImages } from './fewImages'
import { focusWithoutValidation } from './focusWithoutValidation'
import { mirroredNames } from './mirroredNames'
import { missingAnchors } from './missingAnchors'
import { noValidation } from './noValidation'
import { scarceClasses } from './scarceClasses'
import { sizeRange } from './sizeRange'
import { splitTwins } from './splitTwins'
import { tinyObjects } from './tinyObjects'
import type { DataCheck, DataFacts } from './types'
import { unknownClasses } from './unknownClasses'

/** Every check of data and settings, the gravest first. To add one: a file beside this, a line here, a test. */
export const dataChecks: readonly DataCheck[] = [
  unknownClasses,
  sizeRange,
  fewImages,
  noValidation,
  focusWithoutValidation,
  brokenBoxes,
  doubledBoxes,
  splitTwins,
  tinyObjects,
  missingAnchors,
  scarceClasses,
  dominantClass,
  mirroredNames,
]

/** What the doctor finds before a run begins. */
export function examineData(facts: DataFacts): TrainingProblem[] {
  return dataChecks.map((check) => check(facts)).filter((problem) => problem !== null)
}
