import type { ExportManifest } from '../../shared/models/manifest'
import type { RunRecord } from '../../shared/training/run'

/** Thresholds as they were measured: best F1 on the validation pictures, by class in the order of the model's classes. */
export function manifestThresholds(
  classes: readonly string[],
  { common, perClass }: { common: number | null; perClass: readonly (number | null)[] },
): ExportManifest['thresholds'] {
  return {
    overall: common,
    perClass: classes.map((name, i) => ({ name, threshold: perClass[i] ?? null })),
    chosenFor: null,
  }
}

/** The manifest with what a person chose for the run in place of what was measured. */
export function withChosen(manifest: ExportManifest, run: RunRecord): ExportManifest {
  const { thresholds, calibration } = run
  if (thresholds === null) return { ...manifest, calibration }
  const { overall, perClass, goal } = thresholds
  return {
    ...manifest,
    calibration,
    thresholds: {
      overall,
      perClass: manifest.classes.map((name, i) => ({ name, threshold: perClass[i] ?? overall })),
      chosenFor: goal,
    },
  }
}
