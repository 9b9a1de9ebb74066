import type { TrainConfig } from '../../../shared/training/config/index'
import type { AnchorLevelSpec } from '../anchors/types'
import { classificationLosses } from '../losses/classification/index'
import type { Architecture } from './architecture'

/** The network that settings ask for, over the anchors chosen for an input. */
export function architectureOf(
  { trunk, network, loss }: Pick<TrainConfig, 'trunk' | 'network' | 'loss'>,
  input: Architecture['input'],
  numClasses: number,
  levels: readonly AnchorLevelSpec[],
): Architecture {
  return {
    trunk,
    neck: network.neck,
    input,
    numClasses,
    levels: levels.map(({ stride, rows, columns, shapes }) => ({
      level: Math.log2(stride),
      stride,
      rows,
      columns,
      shapes: shapes.map(([width, height]) => [width, height] as [number, number]),
    })),
    scoring: classificationLosses[loss.classification].scoring,
    quality: loss.quality,
  }
}
