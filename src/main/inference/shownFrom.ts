import type { ExportManifest } from '../../shared/models/manifest'

/** From which score on detections are shown. */
export interface ShownFrom {
  /** Of all classes; below it no detection is shown. */
  least: number
  of(className: string): number
}

/** The thresholds that a person chose for a model; null where nobody did: the model's own threshold holds then. */
export function shownFrom({ thresholds }: Pick<ExportManifest, 'thresholds'>): ShownFrom | null {
  const { overall, perClass, chosenFor } = thresholds
  if (chosenFor === null || overall === null) return null
  const byName = new Map(perClass.map(({ name, threshold }) => [name, threshold ?? overall]))
  return {
    least: Math.min(overall, ...byName.values()),
    of: (className) => byName.get(className) ?? overall,
  }
}
