import type { Box } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'
import type { AugmentConfig } from '../../../shared/training/config/augment'
import { blur } from './blur'
import { color } from './color'
import { crop } from './crop'
import { flipHorizontal, flipVertical } from './flip'
import { rotate90 } from './rotate90'
import { plainView, type View, type ViewAugmentation } from './types'
import { zoomOut } from './zoomOut'

/** The augmentations that change how one picture is seen, in the order in which they are drawn. */
export const viewAugmentations = {
  crop,
  zoomOut,
  flipHorizontal,
  flipVertical,
  color,
  rotate90,
  blur,
} satisfies Partial<Record<keyof AugmentConfig, ViewAugmentation>>

/** Draws how a picture is seen this time. boxes: shares of the picture's sides. */
export function drawView(settings: AugmentConfig, boxes: readonly Box[], random: Random): View {
  let view = plainView()
  for (const [name, augmentation] of Object.entries(viewAugmentations)) {
    const setting = settings[name as keyof AugmentConfig]
    const probability = typeof setting === 'number' ? setting : setting ? 0.5 : 0
    view = augmentation.apply(view, boxes, probability, random)
  }
  return view
}
