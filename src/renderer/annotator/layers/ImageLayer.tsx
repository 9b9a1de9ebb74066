import { memo, useEffect, useMemo, useRef } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { DeepPicture } from '../../../shared/images/deepPicture'
import { ENLARGED_AT_MOST } from '../../../shared/images/firstSight'
import { TILED_FROM_PIXELS } from '../../../shared/images/pyramid'
import type { AnnotatorController } from '../controller'
import { changedTiles, type PictureShown, paintPicture } from '../paint/paintPicture'
import { eighthsFor } from '../picture/decoding/decodeJpeg'
import { useShownWindow, useWholeDeep } from '../picture/deepPictures'
import { useCloserPicture } from '../picture/pictures'
import { type Tile, tilesInView, useTiles } from '../picture/tiles'
import type { ImageSize } from '../types'
import { useController } from '../useController'
import type { StageSize } from '../view/viewport'
import { Sheet } from './RestingGround'

interface ImageLayerProps {
  controller: AnnotatorController
  image: ImageRow
  picture: ImageBitmap | null
  /** The samples behind it, where it has 16 bits. */
  deep: DeepPicture | null
  size: ImageSize
  stage: StageSize
  /** Told whether all pixels that the view could show are there. */
  onSharp(isSharp: boolean): void
}

/** From this scale on single pixels are looked at: they stay square. */
const PIXELS_FROM = 3

const none: readonly never[] = []

/** The picture: at first as large as the canvas needs; looked at closely, more of it, or tiles of a huge one. */
export const ImageLayer = memo(function ImageLayer(props: ImageLayerProps) {
  const { controller, image, picture, deep, size, stage, onSharp } = props
  const ratio = window.devicePixelRatio
  // Of a 16-bit picture the samples count, not the draft that follows a window on the move.
  const firstWidth = deep?.width ?? picture?.width ?? size.width
  const closeFrom =
    firstWidth < size.width ? (ENLARGED_AT_MOST * firstWidth) / size.width : Number.POSITIVE_INFINITY
  const isClose = useController(controller, (c) => c.view.scale * ratio > closeFrom)
  const isSmooth = useController(controller, (c) => c.view.scale < PIXELS_FROM)
  const isTiled = size.width * size.height > TILED_FROM_PIXELS && image.contentHash !== ''
  const needed = useController(controller, (c) =>
    eighthsFor(size, Math.max(size.width, size.height) * c.view.scale * ratio),
  )
  const closer = useCloserPicture(image, isClose && !isTiled && deep === null ? needed : null)
  const wholeDeep = useWholeDeep(image.id, deep, isClose && !isTiled)
  const whole = deep === null ? (closer?.bitmap ?? null) : wholeDeep
  const depthWindow = useShownWindow(image.id, deep)
  const wanted = () =>
    isClose && isTiled ? tilesInView(image.id, size, controller.view, stage, ratio) : none
  // One string, so that the component renders again only when other tiles are wanted.
  useController(controller, () =>
    wanted()
      .map(({ url }) => url)
      .join(),
  )
  const { tiles, isComplete } = useTiles(wanted(), depthWindow)
  const isThere = deep === null ? closer !== null && closer.eighths >= needed : wholeDeep !== null
  const isSharp = !isClose || (isTiled ? isComplete : isThere)
  useEffect(() => onSharp(isSharp), [onSharp, isSharp])

  const shown = whole ?? picture
  const tilesShown = useSameTiles(tiles)
  const content = useMemo<PictureShown>(
    () => ({ picture: shown, tiles: tilesShown, size, isSmooth }),
    [shown, tilesShown, size, isSmooth],
  )
  const paint = useMemo(() => paintPicture(content), [content])
  return <Sheet level={0} token={content} paint={paint} changedPlaces={changedTiles} />
})

/** The last list as long as the same tiles are in it: a new one would have the picture painted anew. */
function useSameTiles(tiles: readonly Tile[]): readonly Tile[] {
  const last = useRef(tiles)
  const isSame =
    tiles.length === last.current.length && tiles.every(({ bitmap }, i) => bitmap === last.current[i].bitmap)
  if (!isSame) last.current = tiles
  return last.current
}
