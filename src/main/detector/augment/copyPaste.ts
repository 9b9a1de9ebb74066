import { area, type Box, intersectionArea } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'
import {
  type Sample,
  type SampleBox,
  type Scene,
  type SceneAugmentation,
  type SceneContext,
  type ScenePart,
  seeInPart,
} from './scene'
import { plainView } from './types'

/** Small as COCO says it: a side under 32 px of the input. */
const SMALL_SIDE_PX = 32
/** Thinner objects have nothing to show. */
const MIN_SIDE_PX = 4
/** Larger objects would hide the picture that they are pasted into. */
const MAX_INPUT_SHARE = 0.25
const MAX_PASTED = 3
const TRIES = 20
/** Change of the size when pasted. */
const SCALE: [number, number] = [0.8, 1.25]
/** Surroundings that come along and fade out, share of the object's side, at least 2 px. */
const MARGIN_SHARE = 0.15
const MIN_MARGIN_PX = 2
/** A pasted object and one that is there share at most this of the smaller one. */
const MAX_SHARED = 0.3

/** An object that may be pasted elsewhere. */
interface Donor {
  sample: number
  box: SampleBox
}

/**
 * Pastes up to three objects of other pictures (or the same one) into a picture: of classes with fewer boxes than the
 * median class, and small ones (Kisantal et al. 2019, arXiv:1902.07296, section 4.2). They lie whole inside of the input,
 * hide less than 0.3 of what is there, and fade into it over their margin, so that their edge teaches nothing.
 */
export const copyPaste: SceneAugmentation = {
  name: 'copyPaste',
  apply(scene, context, probability, random) {
    if (!random.chance(probability)) return scene
    const donors = donorsOf(context)
    if (donors.length === 0) return scene
    const count = 1 + random.int(MAX_PASTED)
    const taken = takenPlaces(scene, context)
    const parts: ScenePart[] = [...scene.parts]
    for (let i = 0; i < count; i++) {
      const donor = donors[random.int(donors.length)]
      const part = place(donor, scene, taken, context, random)
      if (part === null) continue
      parts.push(part)
      taken.push(...boxesIn(part, context))
    }
    return { parts }
  },
}

/** Donors by sample, found once for a run: the list of samples stays the same, the input only under `multiScale`. */
const known = new WeakMap<readonly Sample[], Map<string, ReadonlyMap<number, Donor[]>>>()

function donorsOf({ samples, input, partners }: SceneContext): Donor[] {
  const bySize = known.get(samples) ?? new Map<string, ReadonlyMap<number, Donor[]>>()
  known.set(samples, bySize)
  const key = `${input.width}x${input.height}`
  const donors = bySize.get(key) ?? findDonors(samples, input)
  bySize.set(key, donors)
  const from = partners ?? donors.keys()
  return [...from].flatMap((sample) => donors.get(sample) ?? [])
}

function findDonors(samples: readonly Sample[], input: SceneContext['input']): Map<number, Donor[]> {
  const counts = new Map<number, number>()
  for (const { boxes } of samples) {
    for (const { classIndex, ignore } of boxes) {
      if (!ignore) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1)
    }
  }
  const sorted = [...counts.values()].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
  const donors = new Map<number, Donor[]>()
  for (const [sample, { frame, boxes }] of samples.entries()) {
    const found = boxes
      .filter((box) => {
        const { width, height } = sizeAtInput(box, frame, input)
        const isWhole = box.x1 >= frame.x1 && box.y1 >= frame.y1 && box.x2 <= frame.x2 && box.y2 <= frame.y2
        if (box.ignore || !isWhole || !(Math.min(width, height) >= MIN_SIDE_PX)) return false
        if (width * height > MAX_INPUT_SHARE * input.width * input.height) return false
        const isRare = (counts.get(box.classIndex) ?? 0) < median
        return isRare || width * height < SMALL_SIDE_PX ** 2
      })
      .map((box) => ({ sample, box }))
    if (found.length > 0) donors.set(sample, found)
  }
  return donors
}

/** Size of a box of a sample that is shown as it is, px of the input. */
function sizeAtInput(box: Box, frame: Box, input: SceneContext['input']): { width: number; height: number } {
  return {
    width: ((box.x2 - box.x1) / (frame.x2 - frame.x1)) * input.width,
    height: ((box.y2 - box.y1) / (frame.y2 - frame.y1)) * input.height,
  }
}

/** A place where the donor hides little of what is there; null where none was found. */
function place(
  { sample, box }: Donor,
  scene: Scene,
  taken: readonly Box[],
  { samples, input }: SceneContext,
  random: Random,
): ScenePart | null {
  const { frame } = samples[sample]
  const size = sizeAtInput(box, frame, input)
  const scale = random.uniform(...SCALE)
  const [objectWidth, objectHeight] = [size.width * scale, size.height * scale]
  const marginPx = Math.max(MIN_MARGIN_PX, Math.round(MARGIN_SHARE * Math.min(objectWidth, objectHeight)))
  const width = Math.round(objectWidth) + 2 * marginPx
  const height = Math.round(objectHeight) + 2 * marginPx
  if (width > input.width || height > input.height) return null
  // The margin in shares of the donor's picture, so that the object fills what is left exactly.
  const marginX = (marginPx * (box.x2 - box.x1)) / Math.round(objectWidth)
  const marginY = (marginPx * (box.y2 - box.y1)) / Math.round(objectHeight)
  const base = scene.parts[0]?.view ?? plainView()
  const view = {
    ...plainView(),
    window: { x1: box.x1 - marginX, y1: box.y1 - marginY, x2: box.x2 + marginX, y2: box.y2 + marginY },
    flipX: random.chance(0.5),
    // Light and sharpness as where it comes to lie.
    color: base.color,
    blurPx: base.blurPx,
  }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const x = random.int(input.width - width + 1)
    const y = random.int(input.height - height + 1)
    const patch = { x1: x, y1: y, x2: x + width, y2: y + height }
    if (taken.every((other) => sharedOfSmaller(patch, other) < MAX_SHARED)) {
      return { sample, view, x, y, width, height, featherPx: marginPx }
    }
  }
  return null
}

function sharedOfSmaller(a: Box, b: Box): number {
  return intersectionArea(a, b) / Math.min(area(a), area(b))
}

/** Where objects are already, px of the input. */
function takenPlaces(scene: Scene, context: SceneContext): Box[] {
  return scene.parts.flatMap((part) => boxesIn(part, context))
}

function boxesIn(part: ScenePart, { samples }: SceneContext): Box[] {
  return samples[part.sample].boxes.flatMap((box) => seeInPart(part, box)?.box ?? [])
}
