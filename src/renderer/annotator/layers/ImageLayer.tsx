import { memo } from 'react'
import { Image as KonvaImage, Layer } from 'react-konva'
import type { AnnotatorController } from '../controller'
import type { ImageSize } from '../types'
import { useController } from '../useController'

interface ImageLayerProps {
  controller: AnnotatorController
  picture: HTMLImageElement | null
  size: ImageSize
}

/** From this scale on single pixels are looked at: they stay square. */
const PIXELS_FROM = 3

/** The picture. */
export const ImageLayer = memo(function ImageLayer({ controller, picture, size }: ImageLayerProps) {
  const view = useController(controller, (c) => c.view)
  return (
    <Layer listening={false} imageSmoothingEnabled={view.scale < PIXELS_FROM}>
      {picture !== null && (
        <KonvaImage
          image={picture}
          x={view.x}
          y={view.y}
          width={size.width * view.scale}
          height={size.height * view.scale}
        />
      )}
    </Layer>
  )
})
