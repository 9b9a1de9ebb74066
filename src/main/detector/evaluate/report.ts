import { bestF1, type ClassOutcomes } from '../../../shared/evaluation/threshold'
import type { ClassFigures, CocoFigures, TideFigures } from '../../../shared/training/metrics'
import { type CocoReport, evaluateCoco } from './coco'
import { evaluateTide } from './tide'
import type { EvaluationInput } from './types'

/** All figures of a set of detections. */
export interface DetectionReport {
  figures: CocoFigures
  /** By class in the order of the names: AP, and precision and recall where F1 is best at IoU 0.5. */
  perClass: ClassFigures[]
  /** null where there is no ground truth to be wrong about. */
  tide: TideFigures | null
  /** At IoU 0.5, for curves and thresholds. */
  outcomes: ClassOutcomes[]
}

/** COCO and TIDE figures with the best threshold of each class; classNames [K] belong to the class indices. */
export function reportDetections(input: EvaluationInput, classNames: readonly string[]): DetectionReport {
  if (classNames.length !== input.numClasses) {
    throw new RangeError(`${classNames.length} names for ${input.numClasses} classes`)
  }
  const coco = evaluateCoco(input)
  const { figures, outcomes } = coco
  const numTruths = outcomes.reduce((sum, outcome) => sum + outcome.numTruths, 0)
  return {
    figures,
    perClass: classFigures(coco, classNames),
    tide: numTruths === 0 ? null : evaluateTide(input).figures,
    outcomes,
  }
}

/** AP of each class, and precision and recall at the score where its F1 is best. */
export function classFigures({ perClass, outcomes }: CocoReport, names: readonly string[]): ClassFigures[] {
  return perClass.map((ap, c) => {
    const { threshold, precision, recall } = bestF1(outcomes[c])
    return { name: names[c], ...ap, precision, recall, threshold }
  })
}
