import { useMemo } from 'react'
import type { LossMap } from '../../../shared/training/lossProfile'
import { type WeightGrid, weightColor, weightGrid } from '../paint/weightGrid'
import type { ImageSize } from '../types'
import type { Viewport } from '../view/viewport'
import { Sheet } from './RestingGround'

export interface WeightOverlay {
  map: LossMap
  /** Stride of the level on show; all: their sum. */
  level: number | 'all'
}

interface WeightLayerProps extends WeightOverlay {
  size: ImageSize
}

/** Where on the picture the loss looks: the weight of each cell over it, the picture showing through. */
export function WeightLayer({ size, map, level }: WeightLayerProps) {
  const grid = useMemo(() => weightGrid(map, level), [map, level])
  const cells = useMemo(() => (grid === null ? null : paintCells(grid)), [grid])
  const paint = useMemo(() => paintWeights({ grid, cells, map, size }), [grid, cells, map, size])
  return <Sheet level={1} token={paint} paint={paint} changedPlaces={everywhere} />
}

const everywhere = () => null

interface Weights {
  grid: WeightGrid | null
  cells: HTMLCanvasElement | null
  map: LossMap
  size: ImageSize
}

function paintWeights({ grid, cells, map, size }: Weights) {
  return (ctx: CanvasRenderingContext2D, { x, y, scale }: Viewport) => {
    if (grid === null || cells === null) return
    // The cells cover the input and a little more where a side is no whole number of strides.
    const width = (grid.columns * grid.stride * size.width) / Math.max(1, map.inputWidth)
    const height = (grid.rows * grid.stride * size.height) / Math.max(1, map.inputHeight)
    ctx.save()
    ctx.beginPath()
    ctx.rect(x, y, size.width * scale, size.height * scale)
    ctx.clip()
    ctx.imageSmoothingEnabled = false
    ctx.drawImage(cells, x, y, width * scale, height * scale)
    ctx.restore()
  }
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
