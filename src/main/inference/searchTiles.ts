import type { Tiling } from '../../shared/models/tiling'
import { looksAt } from '../detector/tiles/lookAt'
import { type Looked, mergeLooks } from '../detector/tiles/mergeLooks'
import type { Size } from '../detector/tiles/tileGrid'
import type { RawDetections } from './detectorThread'

/** RGB bytes of a picture at some size. */
export interface Pixels extends Size {
  data: Uint8Array
}

export interface TileSearch {
  /** Displayed size of the picture. */
  picture: Size
  /** Size of the network's input. */
  input: Size
  tiling: Tiling
  /** Colour beyond the picture: what the network normalises to about 0. */
  ground: readonly [number, number, number]
  /** The whole picture at another size. */
  resize(size: Size): Promise<Pixels>
  /** pixels: uint8 RGB of the input's size. */
  detect(pixels: Uint8Array): Promise<RawDetections>
}

/**
 * Detections on a picture that is looked at in tiles, px of the picture, by falling score. As in training the picture is
 * resized once and the tiles are cut out of it without resampling.
 */
export async function searchTiles(search: TileSearch): Promise<RawDetections> {
  const { picture, input, tiling, ground } = search
  const looked: Looked[] = []
  let resized: Pixels | null = null
  let ms = 0
  for (const look of looksAt(picture, input, tiling)) {
    if (resized?.width !== look.resized.width || resized.height !== look.resized.height) {
      resized = await search.resize(look.resized)
    }
    const found = await search.detect(cutOut(resized, look.window, input, ground))
    ms += found.ms
    looked.push({ look, found: { boxesXyxyPx: found.boxes, scores: found.scores, classes: found.labels } })
  }
  const { boxesXyxyPx, scores, classes } = mergeLooks(looked, picture, tiling.ios)
  return { boxes: boxesXyxyPx, scores, labels: classes, ms }
}

/** A rectangle of the input's size out of a picture; where it reaches beyond, the ground. */
export function cutOut(
  { data, width, height }: Pixels,
  { x1, y1 }: { x1: number; y1: number },
  size: Size,
  ground: readonly [number, number, number],
): Uint8Array {
  if (x1 === 0 && y1 === 0 && width === size.width && height === size.height) return data
  const out = new Uint8Array(size.width * size.height * 3)
  const columns = Math.min(size.width, width - x1)
  const rows = Math.min(size.height, height - y1)
  if (columns < size.width || rows < size.height) {
    const color = ground.map((value) => Math.round(value))
    for (let at = 0; at < out.length; at += 3) out.set(color, at)
  }
  for (let row = 0; row < rows; row++) {
    const from = ((y1 + row) * width + x1) * 3
    out.set(data.subarray(from, from + columns * 3), row * size.width * 3)
  }
  return out
}
