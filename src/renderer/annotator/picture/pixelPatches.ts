import type { Patch, PatchReader } from '../tools/edgeProfile'
import type { ImageSize } from '../types'

/** Reading pixels may take this long, in ms, before it counts as slow; some slow ones in a row end it. */
const SLOW_MS = 8
const SLOW_IN_A_ROW = 3

/** Reads brightness around a point of a picture; gives up for good on this picture where that is too slow. */
export function createPatchReader(picture: ImageBitmap, size: ImageSize): PatchReader {
  // Made when it is first read from: most pictures only pass by.
  let canvas: HTMLCanvasElement | null = null
  let numSlow = 0
  return (x, y, radius) => {
    canvas ??= document.createElement('canvas')
    const ctx = canvas.getContext('2d', { willReadFrequently: true })
    if (ctx === null || numSlow >= SLOW_IN_A_ROW) return null
    const x1 = Math.max(0, x - radius)
    const y1 = Math.max(0, y - radius)
    const width = Math.min(size.width, x + radius) - x1
    const height = Math.min(size.height, y + radius) - y1
    if (width < 2 || height < 2) return null
    const began = performance.now()
    canvas.width = width
    canvas.height = height
    const across = picture.width / size.width
    const down = picture.height / size.height
    ctx.drawImage(picture, x1 * across, y1 * down, width * across, height * down, 0, 0, width, height)
    const patch = grayPatch(ctx.getImageData(0, 0, width, height), x1, y1)
    numSlow = performance.now() - began > SLOW_MS ? numSlow + 1 : 0
    return patch
  }
}

/** Rec. 709 luma of RGBA pixels. */
function grayPatch({ data, width, height }: ImageData, x: number, y: number): Patch {
  const gray = new Float32Array(width * height)
  for (let i = 0; i < gray.length; i++) {
    gray[i] = 0.2126 * data[4 * i] + 0.7152 * data[4 * i + 1] + 0.0722 * data[4 * i + 2]
  }
  return { x, y, width, height, gray }
}
