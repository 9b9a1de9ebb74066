import type { Box } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'
import type { TrainConfig } from '../../../shared/training/config/index'
import { color } from './color'
import { crop } from './crop'
import { flipHorizontal, flipVertical } from './flip'
import { type Augmentation, plainView, type View } from './types'
import { zoomOut } from './zoomOut'

/** Every augmentation by its name in the training settings, in the order in which they are drawn. */
export const augmentations = { crop, zoomOut, flipHorizontal, flipVertical, color } satisfies Record<
  keyof TrainConfig['augment'],
  Augmentation
>

/** Draws how a picture is seen this time. boxes: shares of the picture's sides. */
export function drawView(settings: TrainConfig['augment'], boxes: readonly Box[], random: Random): View {
  let view = plainView()
  for (const [name, augmentation] of Object.entries(augmentations)) {
    const setting = settings[name as keyof TrainConfig['augment']]
    const probability = typeof setting === 'number' ? setting : setting ? 0.5 : 0
    view = augmentation.apply(view, boxes, probability, random)
  }
  return view
}
