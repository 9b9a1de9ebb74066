import type { Box } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'
import type { AugmentConfig } from '../../../shared/training/config/augment'
import type { View } from './types'
import { type SeenBox, seeBox } from './viewBoxes'

/** Something to learn from, as augmentations see it: a picture or a part of one, and its objects. */
export interface Sample {
  /** What is shown where nothing is varied, shares of the picture's sides: all of it, or a tile. */
  readonly frame: Box
  /** Labelled boxes, shares of the picture's sides. */
  readonly boxes: readonly SampleBox[]
}

export interface SampleBox extends Box {
  classIndex: number
  ignore: boolean
}

/** A view of a sample in a rectangle of the input, whole px. */
export interface ScenePart {
  /** Index of the sample. */
  sample: number
  view: View
  x: number
  y: number
  width: number
  height: number
  /** Width of the border in which it fades into what lies below, px. */
  featherPx: number
}

/** What fills one input: parts, painted one after the other. Usually one, that of the sample whose turn it is. */
export interface Scene {
  parts: readonly ScenePart[]
}

export interface SceneContext {
  samples: readonly Sample[]
  /** Indices of the samples that other parts may be taken from; undefined: all. */
  partners?: readonly number[]
  settings: AugmentConfig
  /** Size of the network's input, px. */
  input: { width: number; height: number }
  /** Share of the run that is over. */
  progress: number
}

/** A change that needs other pictures. To add one: a file beside this, a line in the registry, a test. */
export interface SceneAugmentation {
  readonly name: string
  /** Share of scenes that it changes, 0..1. */
  apply(scene: Scene, context: SceneContext, probability: number, random: Random): Scene
}

/** Where a box (shares of its picture's sides) lies in the input, seen in a part; null where it left. */
export function seeInPart(part: ScenePart, box: Box, minVisible?: number): SeenBox | null {
  const seen = seeBox(part.view, box, part.width, part.height, minVisible)
  if (seen === null) return null
  const { x1, y1, x2, y2 } = seen.box
  return {
    ignore: seen.ignore,
    box: { x1: x1 + part.x, y1: y1 + part.y, x2: x2 + part.x, y2: y2 + part.y },
  }
}

/** A box in shares of a frame, from one in shares of the picture. */
export function toFrame(box: Box, frame: Box): Box {
  const width = frame.x2 - frame.x1
  const height = frame.y2 - frame.y1
  return {
    x1: (box.x1 - frame.x1) / width,
    y1: (box.y1 - frame.y1) / height,
    x2: (box.x2 - frame.x1) / width,
    y2: (box.y2 - frame.y1) / height,
  }
}

/** A box in shares of the picture, from one in shares of a frame. */
export function fromFrame(box: Box, frame: Box): Box {
  const width = frame.x2 - frame.x1
  const height = frame.y2 - frame.y1
  return {
    x1: frame.x1 + box.x1 * width,
    y1: frame.y1 + box.y1 * height,
    x2: frame.x1 + box.x2 * width,
    y2: frame.y1 + box.y2 * height,
  }
}
