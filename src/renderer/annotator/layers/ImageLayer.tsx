import { memo, useEffect } from 'react'
import { Image as KonvaImage, Layer } from 'react-konva'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { DeepPicture } from '../../../shared/images/deepPicture'
import { TILED_FROM_PIXELS } from '../../../shared/images/pyramid'
import type { AnnotatorController } from '../controller'
import { useShownWindow, useWholeDeep } from '../deepPictures'
import { useWholePicture } from '../pictures'
import { tilesInView, useTiles } from '../tiles'
import type { ImageSize } from '../types'
import { useController } from '../useController'
import type { StageSize } from '../viewport'

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
/** So much may a first sight be enlarged before all pixels are fetched. */
const ENLARGED_AT_MOST = 1.1

const none: readonly never[] = []

/** The picture: at first as large as the screen needs; looked at closely, the whole, or tiles of a huge one. */
export const ImageLayer = memo(function ImageLayer(props: ImageLayerProps) {
  const { controller, image, picture, deep, size, stage, onSharp } = props
  const view = useController(controller, (c) => c.view)
  const ratio = window.devicePixelRatio
  // Of a 16-bit picture the samples count, not the draft that follows a window on the move.
  const firstWidth = deep?.width ?? picture?.width ?? size.width
  const isClose = firstWidth < size.width && view.scale * ratio > (ENLARGED_AT_MOST * firstWidth) / size.width
  const isTiled = size.width * size.height > TILED_FROM_PIXELS && image.contentHash !== ''
  const wholePicture = useWholePicture(image, isClose && !isTiled && deep === null)
  const wholeDeep = useWholeDeep(image.id, deep, isClose && !isTiled)
  const whole = deep === null ? wholePicture : wholeDeep
  const depthWindow = useShownWindow(image.id, deep)
  const { tiles, isComplete } = useTiles(
    isClose && isTiled ? tilesInView(image.id, size, view, stage, ratio) : none,
    depthWindow,
  )
  const isSharp = !isClose || (isTiled ? isComplete : whole !== null)
  useEffect(() => onSharp(isSharp), [onSharp, isSharp])

  const shown = whole ?? picture
  return (
    <Layer listening={false} imageSmoothingEnabled={view.scale < PIXELS_FROM}>
      {shown !== null && (
        <KonvaImage
          image={shown}
          x={view.x}
          y={view.y}
          width={size.width * view.scale}
          height={size.height * view.scale}
        />
      )}
      {tiles.map(({ url, bitmap, x, y, width, height }) => (
        <KonvaImage
          key={url}
          image={bitmap}
          x={view.x + x * view.scale}
          y={view.y + y * view.scale}
          width={width * view.scale}
          height={height * view.scale}
        />
      ))}
    </Layer>
  )
})
