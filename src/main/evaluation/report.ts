import { operatingThresholds } from '../../shared/evaluation/threshold'
import type { SplitFigures } from '../../shared/models/manifest'
import type { CocoFigures, EvaluationReport } from '../../shared/training/metrics'
import { evaluateCoco } from '../detector/evaluate/coco'
import { classFigures } from '../detector/evaluate/report'
import { evaluateTide } from '../detector/evaluate/tide'
import type { SplitScene } from './splitScene'

/** COCO figures, figures by class with their best thresholds, TIDE errors and times of a split. */
export function evaluationReport(split: string, scene: SplitScene): EvaluationReport {
  return {
    ...splitFigures(scene).figures,
    split,
    notJudged: 0,
    tide: scene.input.truths.length > 0 ? evaluateTide(scene.input).figures : null,
    msPerImage: percentiles(timesOf(scene)),
  }
}

/** The figures of a split without its errors, and the scores worth showing, over all classes and by class. */
export function splitFigures(scene: SplitScene): {
  coco: CocoFigures
  figures: SplitFigures
  worthShowing: { common: number | null; perClass: (number | null)[] }
} {
  const coco = evaluateCoco(scene.input)
  const names = scene.classes.map(({ name }) => name)
  return {
    coco: coco.figures,
    figures: { ...coco.figures, images: scene.images.length, perClass: classFigures(coco, names) },
    worthShowing: operatingThresholds(coco.outcomes),
  }
}

/** Predictions of another detector come without their times. */
function timesOf({ images }: SplitScene): number[] {
  return images.flatMap(({ ms }) => (ms > 0 ? [ms] : []))
}

function percentiles(values: readonly number[]): { p50: number | null; p95: number | null } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => (sorted.length === 0 ? null : sorted[Math.ceil(share * sorted.length) - 1])
  return { p50: at(0.5), p95: at(0.95) }
}
