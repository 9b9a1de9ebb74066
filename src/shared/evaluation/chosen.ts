import { z } from 'zod'
import { limits } from '../limits'

const fraction = z.number().min(0).max(1)

/** What thresholds were chosen for: best F1, least cost (a miss costs that many false positives), or by hand. */
export const ThresholdGoal = z.union([
  z.strictObject({ kind: z.literal('f1') }),
  z.strictObject({ kind: z.literal('cost'), missCost: z.number().positive().max(10_000) }),
  z.strictObject({ kind: z.literal('hand') }),
])
export type ThresholdGoal = z.infer<typeof ThresholdGoal>

/** Score thresholds that a person chose for a run. */
export const ChosenThresholds = z.strictObject({
  overall: fraction,
  /** In the order of the run's classes; null: the overall one. */
  perClass: z.array(fraction.nullable()).max(limits.maxClasses),
  goal: ThresholdGoal,
})
export type ChosenThresholds = z.infer<typeof ChosenThresholds>

/** The least score of a detection that counts: of all classes, or of each. */
export type ClassThresholds = number | readonly number[]

export const thresholdOf = (thresholds: ClassThresholds, classIndex: number): number =>
  typeof thresholds === 'number' ? thresholds : thresholds[classIndex]

/**
 * Chosen thresholds by class: class c of the run counts as number `places[c]` of `numClasses`; classes that only labels have
 * get the overall one.
 */
export function chosenByClass(
  { overall, perClass }: Pick<ChosenThresholds, 'overall' | 'perClass'>,
  numClasses: number,
  places: readonly number[] = perClass.map((_, c) => c),
): number[] {
  const thresholds = new Array<number>(numClasses).fill(overall)
  for (const [c, own] of perClass.entries()) if (own !== null) thresholds[places[c]] = own
  return thresholds
}

/** How far scores are from shares of true positives, before and after sigmoid(logit(score) / temperature). */
export const Calibration = z.strictObject({
  temperature: z.number().positive(),
  /** Expected calibration error in ten bins. */
  errorBefore: fraction,
  errorAfter: fraction,
  /** Detections on the validation pictures that it was fitted on. */
  detections: z.number().int().nonnegative(),
})
export type Calibration = z.infer<typeof Calibration>

/** What thresholds are good for, in words. */
export function goalText(goal: ThresholdGoal): string {
  if (goal.kind === 'f1') return 'best F1'
  return goal.kind === 'hand' ? 'set by hand' : `least cost where a miss costs ${goal.missCost} false alarms`
}
