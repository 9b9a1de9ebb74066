import { useMemo } from 'react'
import { Image as KonvaImage, Layer } from 'react-konva'
import type { LossMap } from '../../../shared/training/lossProfile'
import type { AnnotatorController } from '../controller'
import type { ImageSize } from '../types'
import { useController } from '../useController'
import { type WeightGrid, weightColor, weightGrid } from '../weightGrid'

export interface WeightOverlay {
  map: LossMap
  /** Stride of the level on show; all: their sum. */
  level: number | 'all'
}

interface WeightLayerProps extends WeightOverlay {
  controller: AnnotatorController
  size: ImageSize
}

/** Where on the picture the loss looks: the weight of each cell over it, the picture showing through. */
export function WeightLayer({ controller, size, map, level }: WeightLayerProps) {
  const view = useController(controller, (c) => c.view)
  const grid = useMemo(() => weightGrid(map, level), [map, level])
  const cells = useMemo(() => (grid === null ? null : paintCells(grid)), [grid])
  if (grid === null || cells === null) return null
  // The cells cover the input and a little more where a side is no whole number of strides.
  const width = (grid.columns * grid.stride * size.width) / Math.max(1, map.inputWidth)
  const height = (grid.rows * grid.stride * size.height) / Math.max(1, map.inputHeight)
  return (
    <Layer
      listening={false}
      imageSmoothingEnabled={false}
      clipX={view.x}
      clipY={view.y}
      clipWidth={size.width * view.scale}
      clipHeight={size.height * view.scale}
    >
      <KonvaImage
        image={cells}
        x={view.x}
        y={view.y}
        width={width * view.scale}
        height={height * view.scale}
      />
    </Layer>
  )
}

/** A pixel for each cell. */
function paintCells({ rows, columns, values }: WeightGrid): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (context === null || values.length === 0) return null
  const pixels = context.createImageData(columns, rows)
  for (const [i, value] of values.entries()) pixels.data.set(weightColor(value), 4 * i)
  context.putImageData(pixels, 0, 0)
  return canvas
}
