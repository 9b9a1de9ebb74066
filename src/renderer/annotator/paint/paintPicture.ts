import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { Tile } from '../picture/tiles'
import type { ImageSize } from '../types'
import type { StageSize, Viewport } from '../view/viewport'

export interface PictureShown {
  picture: ImageBitmap | null
  /** On top of it, where a huge picture is looked at closely. */
  tiles: readonly Tile[]
  size: ImageSize
  /** Enlarged pixels are blended; looked at one by one they stay square. */
  isSmooth: boolean
}

/** Where a picture looks different (see `Painter`). Tiles come one after the other; a size belongs to one picture alone. */
export function changedTiles(before: PictureShown, after: PictureShown): BoxXyxyPx[] | 'sharper' | null {
  if (before.size !== after.size || before.picture === null || after.picture === null) return null
  if (before.picture !== after.picture || before.isSmooth !== after.isSmooth) return 'sharper'
  const old = new Set(before.tiles.map(({ bitmap }) => bitmap))
  const now = new Set(after.tiles.map(({ bitmap }) => bitmap))
  return [
    ...after.tiles.filter(({ bitmap }) => !old.has(bitmap)),
    ...before.tiles.filter(({ bitmap }) => !now.has(bitmap)),
  ].map(({ x, y, width, height }) => ({ x1: x, y1: y, x2: x + width, y2: y + height }))
}

/** Paints a picture where a view puts it; tiles that reach nowhere into `within` (CSS px) are passed over. */
export function paintPicture({ picture, tiles, size, isSmooth }: PictureShown) {
  return (
    ctx: CanvasRenderingContext2D,
    { x, y, scale }: Viewport,
    stage: StageSize,
    within: BoxXyxyPx = { x1: 0, y1: 0, x2: stage.width, y2: stage.height },
  ): void => {
    ctx.imageSmoothingEnabled = isSmooth
    if (picture !== null) ctx.drawImage(picture, x, y, size.width * scale, size.height * scale)
    for (const { bitmap, ...tile } of tiles) {
      const [left, top] = [x + tile.x * scale, y + tile.y * scale]
      const [width, height] = [tile.width * scale, tile.height * scale]
      const isOut =
        left > within.x2 || top > within.y2 || left + width < within.x1 || top + height < within.y1
      if (!isOut) ctx.drawImage(bitmap, left, top, width, height)
    }
  }
}
