import { ciouCheck, diouCheck, giouCheck, iouCheck, smoothL1Check } from './boxLossChecks'
import { cocoCheck, tideCheck } from './evaluationChecks'
import {
  decodeCheck,
  defaultBoxesCheck,
  encodeCheck,
  giouMatrixCheck,
  iouMatrixCheck,
  matchCheck,
  nmsCheck,
  ssdMatchCheck,
} from './geometryChecks'
import { bceCheck, sigmoidFocalCheck, softmaxFocalCheck } from './lossChecks'
import type { GoldenCheck } from './types'

/** What runs each kind of golden case. */
export const goldenChecks: ReadonlyMap<string, GoldenCheck> = new Map([
  ['sigmoidFocal', sigmoidFocalCheck],
  ['softmaxFocal', softmaxFocalCheck],
  ['bce', bceCheck],
  ['smoothL1', smoothL1Check],
  ['iou', iouCheck],
  ['giou', giouCheck],
  ['diou', diouCheck],
  ['ciou', ciouCheck],
  ['iouMatrix', iouMatrixCheck],
  ['giouMatrix', giouMatrixCheck],
  ['encode', encodeCheck],
  ['decode', decodeCheck],
  ['nms', nmsCheck],
  ['classNms', nmsCheck],
  ['defaultBoxes', defaultBoxesCheck],
  ['match', matchCheck],
  ['ssdMatch', ssdMatchCheck],
  ['cocoEval', cocoCheck],
  ['tide', tideCheck],
])
