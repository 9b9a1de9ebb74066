import {
  centreCheck,
  ciouCheck,
  diouCheck,
  eiouCheck,
  ghmrCheck,
  giouCheck,
  huberCheck,
  iouCheck,
  iouLogCheck,
  l1Check,
  mseCheck,
  siouCheck,
  smoothL1Check,
} from './boxLossChecks'
import { cocoCheck, temperatureCheck, tideCheck, weightedApCheck } from './evaluationChecks'
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
import { labelErrorCheck } from './labelErrorChecks'
import { bceCheck, focalStarCheck, qflCheck, sigmoidFocalCheck, vflCheck } from './lossChecks'
import { atssCheck, taskAlignedCheck } from './matchingChecks'
import { autoFocalCheck, eflCheck, ghmcCheck } from './memoryLossChecks'
import { retinaMultiboxCheck, ssdMultiboxCheck } from './multiboxChecks'
import { dualFocalCheck, softmaxCrossEntropyCheck, softmaxFocalCheck } from './softmaxChecks'
import type { GoldenCheck } from './types'

/** What runs each kind of golden case. */
export const goldenChecks: ReadonlyMap<string, GoldenCheck> = new Map([
  ['sigmoidFocal', sigmoidFocalCheck],
  ['softmaxFocal', softmaxFocalCheck],
  ['bce', bceCheck],
  ['focalStar', focalStarCheck],
  ['qfl', qflCheck],
  ['vfl', vflCheck],
  ['softmaxCrossEntropy', softmaxCrossEntropyCheck],
  ['dualFocal', dualFocalCheck],
  ['ghmc', ghmcCheck],
  ['efl', eflCheck],
  ['autoFocal', autoFocalCheck],
  ['smoothL1', smoothL1Check],
  ['iou', iouCheck],
  ['giou', giouCheck],
  ['diou', diouCheck],
  ['ciou', ciouCheck],
  ['huber', huberCheck],
  ['l1', l1Check],
  ['mse', mseCheck],
  ['iouLog', iouLogCheck],
  ['eiou', eiouCheck],
  ['siou', siouCheck],
  ['ghmr', ghmrCheck],
  ['centre', centreCheck],
  ['ssdMultibox', ssdMultiboxCheck],
  ['retinaMultibox', retinaMultiboxCheck],
  ['iouMatrix', iouMatrixCheck],
  ['giouMatrix', giouMatrixCheck],
  ['encode', encodeCheck],
  ['decode', decodeCheck],
  ['nms', nmsCheck],
  ['classNms', nmsCheck],
  ['defaultBoxes', defaultBoxesCheck],
  ['match', matchCheck],
  ['ssdMatch', ssdMatchCheck],
  ['atss', atssCheck],
  ['taskAligned', taskAlignedCheck],
  ['cocoEval', cocoCheck],
  ['tide', tideCheck],
  ['labelErrors', labelErrorCheck],
  ['temperature', temperatureCheck],
  ['weightedAp', weightedApCheck],
])
