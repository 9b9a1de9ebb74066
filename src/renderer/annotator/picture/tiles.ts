import { useEffect, useState } from 'react'
import type { ImageId } from '../../../shared/ids'
import { DEEP_TYPE, type DeepPicture, unpackDeep } from '../../../shared/images/deepPicture'
import type { DepthWindow } from '../../../shared/images/depthWindow'
import { levelFor, pyramidLevels, TILE_PX } from '../../../shared/images/pyramid'
import { imageUrl } from '../../../shared/ipc/images'
import type { ImageSize } from '../types'
import type { StageSize, Viewport } from '../view/viewport'
import { bitmapThrough, isDeepPicture } from './deepPictures'

/** Tiles kept decoded, 1 MB each: twice what a large screen shows. */
const KEPT = 96

export interface Tile {
  url: string
  bitmap: ImageBitmap
  /** Where it lies, px of the picture. */
  x: number
  y: number
  width: number
  height: number
}

const kept = new Map<string, ImageBitmap | DeepPicture | 'loading'>()
const listeners = new Set<() => void>()

/** Addresses and places of the tiles that a view needs. */
export function tilesInView(
  imageId: ImageId,
  image: ImageSize,
  view: Viewport,
  stage: StageSize,
  ratio: number,
): Omit<Tile, 'bitmap'>[] {
  const levels = pyramidLevels(image.width, image.height)
  const level = levelFor(view.scale * ratio, levels.length)
  const { columns, rows } = levels[level]
  const side = TILE_PX * 2 ** level
  const span = (from: number, length: number, count: number) => {
    const first = Math.max(0, Math.floor(-from / view.scale / side))
    const last = Math.min(count - 1, Math.floor((length - from) / view.scale / side))
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  }
  return span(view.y, stage.height, rows).flatMap((row) =>
    span(view.x, stage.width, columns).map((column) => ({
      url: imageUrl(imageId, `tile/${level}/${column}/${row}`),
      x: column * side,
      y: row * side,
      width: Math.min(side, image.width - column * side),
      height: Math.min(side, image.height - row * side),
    })),
  )
}

/**
 * The tiles of a view that are there, in the order they are drawn; the others are loaded, and come then. Those of a
 * 16-bit picture are shown through its window.
 */
export function useTiles(
  wanted: readonly Omit<Tile, 'bitmap'>[],
  depthWindow: DepthWindow | null,
): { tiles: Tile[]; isComplete: boolean } {
  const [, setLoaded] = useState(0)
  const key = wanted.map(({ url }) => url).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says it all
  useEffect(() => {
    // Every canvas hears of every tile: one that an earlier view asked for may be wanted now.
    const hear = () => setLoaded((n) => n + 1)
    listeners.add(hear)
    for (const { url } of wanted) {
      if (kept.has(url)) continue
      kept.set(url, 'loading')
      loadTile(url).then(
        (bitmap) => {
          keep(url, bitmap)
          for (const listener of listeners) listener()
        },
        () => kept.delete(url),
      )
    }
    return () => {
      listeners.delete(hear)
    }
  }, [key])
  const tiles = wanted.flatMap((tile) => {
    const held = kept.get(tile.url)
    if (held === undefined || held === 'loading') return []
    if (!isDeepPicture(held)) return [{ ...tile, bitmap: held }]
    return depthWindow === null ? [] : [{ ...tile, bitmap: bitmapThrough(held, depthWindow) }]
  })
  return { tiles, isComplete: tiles.length === wanted.length }
}

async function loadTile(url: string): Promise<ImageBitmap | DeepPicture> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`the tile was answered with ${answer.status}`)
  const file = await answer.blob()
  return file.type === DEEP_TYPE ? unpackDeep(await file.arrayBuffer()) : createImageBitmap(file)
}

/** The newest last; the oldest go. */
function keep(url: string, bitmap: ImageBitmap | DeepPicture): void {
  kept.delete(url)
  kept.set(url, bitmap)
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest)
}
