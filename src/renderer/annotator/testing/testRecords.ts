import { drawnBox } from '../../../shared/annotation/drawnBox'
import type { BoxRecord, BoxXyxyPx, ImageRow } from '../../../shared/annotation/schema'
import { untouchedImage } from '../../../shared/annotation/untouchedImage'
import type { BoxId, ClassId, ImageId } from '../../../shared/ids'
import type { Patch } from '../tools/edgeProfile'
import type { ImageSize } from '../types'

/** A readable id of 32 hex digits. */
export const testId = <T extends string>(n: number): T => n.toString(16).padStart(32, '0') as T

/** A box as it is stored, with everything but its place at the default. */
export function testBox(n: number, box: BoxXyxyPx, classN = 1): BoxRecord {
  return {
    id: testId<BoxId>(n),
    imageId: testId<ImageId>(1),
    classId: testId<ClassId>(classN),
    ...box,
    ...drawnBox,
    createdAt: n,
  }
}

/** A picture of the driver's project, without labels. */
export function testImage(n: number, { width, height }: ImageSize): ImageRow {
  return {
    id: testId<ImageId>(n),
    rootId: testId(1),
    path: `${n}.png`,
    width,
    height,
    bytes: 1,
    contentHash: '',
    ...untouchedImage,
    state: 'unlabelled',
    numBoxes: 0,
    classIds: [],
  }
}

/** Patches of a picture that is given as its brightness at each pixel. */
export function patchesOf(brightness: (x: number, y: number) => number, image: ImageSize) {
  return (x: number, y: number, radius: number): Patch => {
    const x1 = Math.max(0, x - radius)
    const y1 = Math.max(0, y - radius)
    const width = Math.min(image.width, x + radius) - x1
    const height = Math.min(image.height, y + radius) - y1
    const gray = Array.from({ length: width * height }, (_, i) =>
      brightness(x1 + (i % width), y1 + Math.floor(i / width)),
    )
    return { x: x1, y: y1, width, height, gray }
  }
}
