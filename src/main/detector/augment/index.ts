import type { Random } from '../../../shared/random'
import type { AugmentConfig } from '../../../shared/training/config/augment'
import { copyPaste } from './copyPaste'
import { drawView, viewAugmentations } from './drawView'
import { mosaic } from './mosaic'
import { fromFrame, type Scene, type SceneAugmentation, type SceneContext, toFrame } from './scene'
import type { ViewAugmentation } from './types'

/** The augmentations that need other pictures, in the order in which they are drawn, after those of the view. */
export const sceneAugmentations = { mosaic, copyPaste } satisfies Partial<
  Record<keyof AugmentConfig, SceneAugmentation>
>

/** Every augmentation by its name in the training settings. */
export const augmentations = { ...viewAugmentations, ...sceneAugmentations } satisfies Record<
  keyof AugmentConfig,
  ViewAugmentation | SceneAugmentation
>

/** Draws what the input shows this time when it is the turn of a sample. */
export function drawScene(sample: number, context: SceneContext, random: Random): Scene {
  const { samples, settings, input } = context
  const { frame, boxes } = samples[sample]
  const view = drawView(
    settings,
    boxes.map((box) => toFrame(box, frame)),
    random,
  )
  const framed = { ...view, window: fromFrame(view.window, frame) }
  let scene: Scene = { parts: [{ sample, view: framed, x: 0, y: 0, ...input, featherPx: 0 }] }
  for (const [name, augmentation] of Object.entries(sceneAugmentations)) {
    const probability = settings[name as keyof typeof sceneAugmentations]
    if (probability > 0) scene = augmentation.apply(scene, context, probability, random)
  }
  return scene
}
