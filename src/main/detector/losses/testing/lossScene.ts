import { defaultTrainConfig } from '../../../../shared/training/config/index'
import { LossConfig, type LossConfigInput } from '../../../../shared/training/config/loss'
import { createAnchors } from '../../anchors/index'
import { encodeBoxes } from '../../coding/boxCoder'
import type { TargetBatch } from '../../matching/targets'
import { seeStep } from '../seenStep'
import type { WeightingScene } from '../weighting/types'

export const input = { width: 32, height: 32 }
/** Four anchors of 16 x 16 px, two by two. */
export const anchors = createAnchors({ kind: 'retina', scale: 1, octaves: 1, ratios: [1] }, input, [16])

export interface TestPositive {
  row: number
  classIndex: number
  /** Labelled box, corners. */
  box: [number, number, number, number]
  occluded?: boolean
}

/** Targets with these positives, all other anchors background, `ignored` rows left out. */
export function testTargets(
  positives: readonly TestPositive[],
  { batchSize = 1, ignored = [] as number[] } = {},
): TargetBatch {
  const { numAnchors, boxesXyxyPx } = anchors
  const anchorWeights = new Float32Array(batchSize * numAnchors).fill(1)
  for (const row of ignored) anchorWeights[row] = 0
  return {
    batchSize,
    numAnchors,
    positives: Int32Array.from(positives, ({ row }) => row),
    positiveClasses: Int32Array.from(positives, ({ classIndex }) => classIndex),
    positiveBoxIndices: Int32Array.from(positives, (_, i) => i),
    positiveOccluded: Uint8Array.from(positives, ({ occluded }) => (occluded === true ? 1 : 0)),
    positiveQualities: null,
    positiveAnchorsXyxyPx: Float32Array.from(
      positives.flatMap(({ row }) => {
        const anchor = row % numAnchors
        return [...boxesXyxyPx.subarray(anchor * 4, anchor * 4 + 4)]
      }),
    ),
    positiveBoxesXyxyPx: Float32Array.from(positives.flatMap(({ box }) => box)),
    anchorWeights,
    positivesPerImage: Array.from(
      { length: batchSize },
      (_, b) => positives.filter(({ row }) => Math.floor(row / numAnchors) === b).length,
    ),
  }
}

/** Settings over the defaults, with the focal loss as it was published (on sigmoids, gamma 2, alpha 0.25) and even classes. */
export function testConfig(settings: LossConfigInput = {}): LossConfig {
  const { focal, ...others } = settings
  return LossConfig.parse({
    ...defaultTrainConfig().loss,
    classification: 'focal',
    focal: { alpha: 0.25, gamma: 2, ...focal },
    classWeights: { kind: 'none' },
    ...others,
  })
}

/**
 * What weights are made from: logits [B * N * C] row by row, and the box that each positive predicts (its label where
 * not given).
 */
export function testScene(
  targets: TargetBatch,
  settings: LossConfigInput,
  seen: { logits: readonly number[]; numColumns: number; predicted?: number[][]; progress?: number },
): WeightingScene {
  const offsets = new Float32Array(targets.batchSize * targets.numAnchors * 4)
  for (const [i, row] of targets.positives.entries()) {
    const box = seen.predicted?.[i] ?? targets.positiveBoxesXyxyPx.subarray(i * 4, i * 4 + 4)
    const anchor = targets.positiveAnchorsXyxyPx.subarray(i * 4, i * 4 + 4)
    offsets.set(encodeBoxes(anchor, Float32Array.from(box)), row * 4)
  }
  const logits = Float32Array.from(seen.logits)
  const output = { numColumns: seen.numColumns, logits: () => logits, offsets: () => offsets }
  return {
    config: testConfig(settings),
    targets,
    seen: seeStep(output, targets, 'sigmoid'),
    anchors,
    input,
    progress: seen.progress ?? 0.5,
  }
}
